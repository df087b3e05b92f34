import { evidenceId, proved } from "../../model/index.ts";
import type { AvroBody } from "../../readers/interfaces/avro.ts";
import { baseName, folderOf } from "../../syntax/paths.ts";
import { openLedger } from "../facts/placed-ledger.ts";
import type { Unit, UnitKind } from "../unit.ts";

interface AvroUnit extends Unit {
  readonly file: string;
}

/** Topics whose messages have a schema of Avro; which broker carries them is not said by it. */
export const avroUnits: UnitKind<AvroUnit> = {
  id: "avro",
  title: "Avro schemas",
  discover: (library) =>
    library
      .of("avro")
      .flatMap(({ file, body }) =>
        (body as AvroBody).topic === undefined ? [] : [{ id: `unit:avro:${file}`, kind: "avro", files: [file], file }],
      ),
  render({ id, file }, library) {
    const body = library.facts(file).find((it) => it.reader === "avro")?.body as AvroBody | undefined;
    const ledger = openLedger("avro");
    const at = evidenceId(file, "file");
    const root = body?.yaml.documents[0]?.root;
    if (body?.topic !== undefined)
      ledger.note(
        at,
        root && body.yaml.lines.span(root.start, root.end),
        `${baseName(file)} describes what is sent to ${body.topic}: ${body.name}`,
        "inferred",
      );
    return {
      unit: id,
      system: { name: library.workspaceName, folder: folderOf(file), reason: "The folder that is open." },
      variants: [],
      describes: true,
      main: undefined,
      components: [],
      uses: [],
      topics:
        body?.topic === undefined
          ? []
          : [
              {
                key: body.topic,
                name: body.topic,
                broker: { near: { technology: "Apache Kafka" } },
                exists: [proved(true as const, "all", at)],
              },
            ],
      resources: [],
      evidence: ledger.rows(),
      problems: [],
      places: ledger.places(),
    };
  },
};
