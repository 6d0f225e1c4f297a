//! Tables as people write them: titles in another row, words of their own, several columns that count.

use rolecall_ingest::understand;

/// Roles and texts of the statements that are said of somebody; of rows of a matrix the first cell.
fn said(name: &str, table: &str) -> Vec<String> {
    let record = understand(name, table.as_bytes()).unwrap();
    let roles = |s: &rolecall_record::Statement| {
        let named = s.roles.iter().map(|m| match m.strength.as_str() {
            "does" => m.role.clone(),
            strength => format!("{} {strength}", m.role),
        });
        named.collect::<Vec<_>>().join(" + ")
    };
    let duties = record.statements.iter().filter(|s| s.kind.as_str() == "responsibility");
    duties.map(|s| format!("{}: {}", roles(s), s.text.split('\t').next().unwrap())).collect()
}

#[test]
fn titles_of_a_table_s_own_words_are_no_row_whatever_wrote_it() {
    let expected = ["groundskeeper: Mows the outfield", "scorer: Keeps the book"];
    let csv = "Employee,Main thing they look after\nGroundskeeper,Mows the outfield\nScorer,Keeps the book\n";
    let cells = |row: &str| row.split(',').map(|cell| format!("<td>{cell}</td>")).collect::<String>();
    let html: String = csv.lines().map(|row| format!("<tr>{}</tr>", cells(row))).collect();
    assert_eq!(said("a.csv", csv), expected);
    assert_eq!(said("a.txt", &csv.replace(',', "\t")), expected);
    assert_eq!(said("a.html", &format!("<html><body><table>{html}</table></body></html>")), expected);
}

#[test]
fn long_cells_below_titles_that_nothing_marks_are_still_a_table() {
    let html = "<table><tr><td>Employee</td><td>Main thing they look after</td></tr>\
        <tr><td>Groundskeeper</td><td>Mowing the outfield and the practice lanes every second morning before play starts</td></tr>\
        <tr><td>Scorer</td><td>Keeping the book for both innings and sending the sheet to the league on Sunday night</td></tr></table>";
    let said = said("a.html", html);
    assert!(said.len() == 2 && said[0].starts_with("groundskeeper: Mowing"), "{said:?}");
}

#[test]
fn the_name_of_a_list_may_stand_above_its_titles() {
    let expected = ["principal keeper: Trims the lamp and winds the clockwork", "relief boatman: Lands the stores"];
    let rows = "Station;Keeper role;What has to be done\r\nNorth Rock;Principal keeper;\"Trims the lamp\r\nand winds the clockwork\"\r\n\
                South Head;Relief boatman;Lands the stores\r\nTotal;2;\r\n";
    for above in ["Duty list 2024;;\r\n", "Duty list 2024\r\n", "\u{feff}Duty list;May 2024;\r\n;;\r\n", ""] {
        assert_eq!(said("a.csv", &format!("{above}{rows}")), expected, "{above:?}");
    }
    let md = "| Staff list, spring term | | |\n|---|---|---|\n| Name of post | Task | Hours |\n| Caretaker | Opens the gates | 8 |\n";
    assert_eq!(said("a.md", md), ["caretaker: Opens the gates"]);
}

#[test]
fn no_column_is_left_out_that_says_who_does_it() {
    let matrix = "Activity,Head gardener,Arborist,Apprentice\nPrune the limes,A,R,I\nRake the paths,,,R\n";
    assert_eq!(
        said("a.csv", matrix),
        ["head gardener decides + arborist: Prune the limes", "apprentice: Rake the paths"]
    );
    let approved = "Task,Responsible,Approver\nPaints the set,Scenic artist,Production designer\n";
    assert_eq!(said("a.csv", approved), ["scenic artist + production designer decides: Paints the set"]);
    let kinds = "Act,Post,Duties before the show,Duties after the show\n1,Clown,paints the faces,sweeps the ring\n";
    assert_eq!(said("a.csv", kinds), ["clown: paints the faces", "clown: sweeps the ring"]);
    let days = "Role,Monday,Tuesday\nMate,checks the ropes,cleans the bilge\nEngineer,oils the pump,tests the alarm\n";
    assert_eq!(
        said("a.csv", days),
        ["mate: checks the ropes", "mate: cleans the bilge", "engineer: oils the pump", "engineer: tests the alarm"]
    );
}

#[test]
fn people_are_not_what_somebody_does_and_a_record_may_stand_upright() {
    assert_eq!(said("a.csv", "Name,Job,Phone\nAnn Reed,Caretaker,555\nBo Lind,Librarian,556\n"), [""; 0]);
    let upright = "Position,Head waiter,Cook\nReports to,Manager,Manager\nDuties,Seats the guests,Plans the menu\n";
    assert_eq!(said("a.csv", upright), ["head waiter: Seats the guests", "cook: Plans the menu"]);
    let html = "<table><tr><td colspan=3><b>Parish council</b></td></tr><tr><td>Position</td><td>Held by</td><td>What they do</td></tr>\
        <tr><td>Clerk</td><td>A. Moss</td><td>Writes the minutes</td></tr></table>";
    assert_eq!(said("a.html", html), ["clerk: Writes the minutes"]);
    let quoted = "\"Role\"\t\"Task\"\n\"Lamplighter\"\t\"Lights the lamps\"\n";
    assert_eq!(said("a.tsv", quoted), ["lamplighter: Lights the lamps"]);
    assert_eq!(
        said("a.tsv", "Role\tTask\nLamplighter\tReads \"Tides\" aloud\n"),
        ["lamplighter: Reads \"Tides\" aloud"]
    );
}

#[test]
fn columns_are_found_among_others_wherever_they_stand() {
    for (table, expected) in [
        ("No.,,Task,Hours (h),,Done by\n1,,Mixes the dough,2.5,,Baker\n,,Total,2.5,,\n", "baker: Mixes the dough"),
        ("Person who does it,Part,What has to be done\nMason,wall,Lays the stones\n", "mason: Lays the stones"),
        ("1,2,3\nShotfirer,Charges the holes,daily\n", "shotfirer: Charges the holes"),
        ("Job,Wage (EUR/h),Duties\nPicker,12.50,Picks the grapes\nAverage,12.50,\n", "picker: Picks the grapes"),
        (
            "employee,reports_to,main_duty\nLine operator,Shift supervisor,Runs the filler\n",
            "line operator: Runs the filler",
        ),
        (
            "Name,Role,Email,Responsibilities\nAnn Reed,Treasurer,a@b.example,Pays the bills\n",
            "treasurer: Pays the bills",
        ),
        ("Key person;Area of work\nVerger;Locks the nave after evensong\n", "verger: Locks the nave after evensong"),
        (
            "\"Role\",\"Responsibility\"\n\"Ward clerk\",\"Files \"\"urgent\"\" charts;\nrings the ward\"\n",
            "ward clerk: Files \"urgent\" charts; rings the ward",
        ),
    ] {
        assert_eq!(said("a.csv", table), [expected], "{table}");
    }
}
