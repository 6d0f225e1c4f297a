"""What becomes of a partition whose list breaks off, and of a program that does: `python -m unittest` in this folder."""

import unittest

from ingest import UNTAKEN, Told, filtered, loaded


class Noted:
    """What an accumulator is given."""

    def __init__(self):
        self.value = set()

    def add(self, some):
        self.value = Told().addInPlace(self.value, some)


def shell(script):
    return ["sh", "-c", script]


def lines(count, then=None):
    """So many lines, and what goes wrong then."""
    for i in range(count):
        yield f"line {i}"
    if then:
        raise then


class Partitions(unittest.TestCase):
    def setUp(self):
        self.told = Noted()

    def test_all_lines_go_through_and_all_come_back(self):
        # More than a pipe holds, so that both ends have to be served at once.
        self.assertEqual(list(filtered(["cat"], self.told)(lines(50_000))), list(lines(50_000)))
        loaded(shell('test "$(wc -l)" -eq 50000'), self.told)(lines(50_000))
        self.assertEqual(self.told.value, set())

    def test_a_list_that_breaks_off_is_not_taken_for_whole(self):
        for count in (0, 3, 50_000):
            with self.subTest(count), self.assertRaisesRegex(EOFError, "broken off"):
                list(filtered(["cat"], self.told)(lines(count, EOFError("broken off"))))
            with self.subTest(count), self.assertRaisesRegex(EOFError, "broken off"):
                loaded(["cat"], self.told)(lines(count, EOFError("broken off")))

    def test_a_program_that_fails_or_is_killed_fails_its_partition(self):
        for end in ("exit 1", "exit 2", "kill -9 $$", f"echo '{UNTAKEN}' >&2; exit 1"):
            for way in (filtered, loaded):
                with self.subTest(end, way=way), self.assertRaisesRegex(RuntimeError, "ended with status"):
                    list(way(shell(f"head -n 1; {end}"), self.told)(lines(50_000)) or [])
        self.assertEqual(self.told.value, set())

    def test_articles_that_cannot_be_taken_are_told_and_the_rest_is_taken(self):
        script = f"cat; echo 'a.pdf: it is damaged' >&2; echo '1 {UNTAKEN} there was' >&2; exit 2"
        self.assertEqual(list(filtered(shell(script), self.told)(lines(5))), list(lines(5)))
        self.assertEqual(self.told.value, {"a.pdf: it is damaged"})
        loaded(shell(script), self.told)(lines(5))


if __name__ == "__main__":
    unittest.main()
