"""Articles to records on many machines: each partition of a list of paths goes through `search ingest --records -`.

    python ingest.py --list articles.txt --base /srv/articles --out /srv/records
    python ingest.py --records /srv/records --load opensearch://127.0.0.1:9200/handbook

The list names a file a line (an article, a WARC, an archive), by its path from the base; every worker must see the base at
the same place, and have the program. A record depends on its line and its file alone, so a partition that is run again gives
the same records, and so does any number of partitions. An article that cannot be taken is told at the end and stops nothing; a
program that is killed or cannot run fails its partition, which Spark then runs again.

The records come as JSON Lines, a file a partition, or as Parquet (`--format parquet`: path, id, and the record's line). With `--load` they
are then written into a cluster, all partitions at once, and answer when all of them are there: into new indices, in place of what
stood at the same paths; all else stays. A partition that fails is run again, and leaves what it would have left. Workers find the
password in ROLECALL_CLUSTER_PASSWORD (`--conf spark.executorEnv.ROLECALL_CLUSTER_PASSWORD=…`).

`RDD.pipe` is not used: it takes any exit status but 0 for a failure of the partition, and one bad article is none.
"""

import argparse
import json
import subprocess
import sys
import threading

from pyspark import AccumulatorParam
from pyspark.sql import SparkSession

# What the program says last where some articles could not be taken and all others were.
UNTAKEN = "could not be taken of what"


class Told(AccumulatorParam):
    """Lines that were told, each once, however often their partition was run."""

    def zero(self, value):
        return set()

    def addInPlace(self, some, more):
        return some | more


def give(program, lines):
    """Sends lines to a program, and says that there are no more."""
    try:
        with program.stdin as sink:
            for line in lines:
                sink.write(line.encode() + b"\n")
    except BrokenPipeError:
        pass  # It ended early: its exit status tells.


def judge(command, program, said, told):
    """Waits for a program's end: notes the articles that it could not take, and raises where anything else went wrong."""
    status = program.wait()
    said = [line.decode(errors="replace").rstrip("\n") for line in said]
    if status == 2 and said and UNTAKEN in said[-1]:
        told.add(set(said[:-1]))
    elif status != 0:
        raise RuntimeError(f"{command[0]} ended with status {status}: {' '.join(said[-3:])}")


def filtered(command, told):
    """What sends a partition's lines through `command`, tells what it says on standard error, and gives what it writes."""

    def run(lines):
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as program:
            said, cut = [], []

            def feed():
                try:
                    give(program, lines)
                except Exception as error:  # What fails on a thread of its own would be told to nobody.
                    cut.append(error)

            threads = [threading.Thread(target=feed), threading.Thread(target=lambda: said.extend(program.stderr))]
            for thread in threads:
                thread.start()
            for line in program.stdout:
                yield line.decode().rstrip("\n")
            for thread in threads:
                thread.join()
            judge(command, program, said, told)
            if cut:
                raise cut[0]

    return run


def loaded(command, told):
    """What sends a partition's lines to `command`, which writes them, and tells what it says of those that it could not take."""

    def run(lines):
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdin=pipe, stdout=subprocess.DEVNULL, stderr=pipe) as program:
            said = []
            thread = threading.Thread(target=lambda: said.extend(program.stderr))
            thread.start()
            try:
                give(program, lines)
            finally:
                thread.join()
            judge(command, program, said, told)

    return run


def load(records, search, address, model, told):
    """Writes records into a cluster, partition by partition, and has them answer."""
    begun = [search, "import", "--index", address, "--model", model]
    run = subprocess.run([*begun, "--begin"], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
    try:
        records.foreachPartition(loaded([*begun, "-", "--part-of", run], told))
    except BaseException:
        # Nobody has to wait for a load that nobody will commit.
        subprocess.run([*begun, "--abandon", run], check=False)
        raise
    summary = subprocess.run([*begun, "--commit", run], check=True, stdout=subprocess.PIPE, text=True).stdout
    print(summary.strip(), file=sys.stderr)


def head(line):
    """A record's path, id, and line."""
    article = json.loads(line)["article"]
    return article["path"], article["id"], line


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--list", help="a file with a path a line")
    parser.add_argument("--base", help="the folder that the paths begin at, the same on every worker")
    parser.add_argument("--out", help="a new folder for the records")
    parser.add_argument("--records", help="a folder of records that was made before, to be loaded")
    parser.add_argument("--load", metavar="ADDRESS", help="an index in a cluster that takes the records")
    parser.add_argument("--model", default="auto", help="the sentence model of the load, as it is found here and by the workers [auto]")
    parser.add_argument("--search", default="search", help="the program, as the workers find it [search]")
    parser.add_argument("--partitions", type=int, default=0, help="parts of the list [as many as Spark chooses]")
    parser.add_argument("--format", choices=["jsonl", "parquet"], default="jsonl")
    wanted = parser.parse_args()
    if wanted.records and not wanted.load:
        parser.error("--records are loaded: --load says where")
    if not wanted.records and not (wanted.list and wanted.base and wanted.out):
        parser.error("--list, --base and --out are needed, or --records that there are already")

    spark = SparkSession.builder.appName("rolecall ingest").getOrCreate()
    context = spark.sparkContext
    told = context.accumulator(set(), Told())
    if not wanted.records:
        paths = context.textFile(wanted.list)
        if wanted.partitions:
            paths = paths.repartition(wanted.partitions)
        command = [wanted.search, "ingest", "--records", "-", "--base", wanted.base]
        records = paths.mapPartitions(filtered(command, told))
        if wanted.format == "jsonl":
            records.saveAsTextFile(wanted.out)
        else:
            spark.createDataFrame(records.map(head), "path string, id string, record string").write.parquet(wanted.out)
    if wanted.load:
        # From where they lie: a partition that is run again does not read its articles again.
        made = wanted.records or wanted.out
        if wanted.format == "jsonl":
            records = context.textFile(made)
        else:
            records = spark.read.parquet(made).rdd.map(lambda row: row.record)
        if wanted.partitions:
            records = records.coalesce(wanted.partitions)
        load(records, wanted.search, wanted.load, wanted.model, told)
    for line in sorted(told.value):
        print(line, file=sys.stderr)
    spark.stop()
    return 2 if told.value else 0


if __name__ == "__main__":
    sys.exit(main())
