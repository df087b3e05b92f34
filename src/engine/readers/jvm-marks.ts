import type { Span } from "../model/index.ts";
import { annotationsIn } from "../syntax/jvm/annotations.ts";
import { linesOf } from "../syntax/lines.ts";
import type { FileFacts, Reader, SourceFile } from "./reader.ts";

/** An annotation that says what an application is or whom it reaches. */
export interface JvmMark {
  readonly name: string;
  readonly strings: ReadonlyMap<string, readonly string[]>;
  readonly anchor: string;
  readonly span: Span;
}

const names: ReadonlySet<string> = new Set([
  "SpringBootApplication",
  "SpringCloudApplication",
  "EnableAutoConfiguration",
  "EnableEurekaServer",
  "EnableConfigServer",
  "EnableAdminServer",
  "EnableZuulProxy",
  "EnableZuulServer",
  "EnableDiscoveryClient",
  "EnableEurekaClient",
  "EnableHystrixDashboard",
  "EnableTurbine",
  "EnableTurbineStream",
  "EnableZipkinServer",
  "EnableZipkinStreamServer",
  "FeignClient",
  "RibbonClient",
  "LoadBalancerClient",
]);

/** Java and Kotlin sources, for the annotations by which an application says what it is; nothing else of them is read here. */
export const jvmMarksReader: Reader<readonly JvmMark[]> = {
  id: "jvm-marks",
  title: "Annotations of Spring applications",
  wants: (path) =>
    /\.(?:java|kt|groovy)$/i.test(path) &&
    !/(?:^|\/)(?:src\/)?(?:test|androidTest|integrationTest|it)\/(?:java|kotlin|groovy)\//.test(path),
  recognises: ({ text }) =>
    text.includes("@Enable") || text.includes("Application") || text.includes("@FeignClient") || text.includes("@RibbonClient"),
  read,
};

function read({ path, text }: SourceFile): FileFacts<readonly JvmMark[]> {
  const lines = linesOf(text);
  const seen = new Map<string, number>();
  // A library's configuration carries it too; a program's stands where the program starts.
  const said = annotationsIn(text, names).filter((it) => it.name !== "EnableAutoConfiguration" || text.includes("SpringApplication"));
  const body = said.map(({ name, strings, start, end }): JvmMark => {
    const repeats = seen.get(name) ?? 0;
    seen.set(name, repeats + 1);
    return { name, strings, span: lines.span(start, end), anchor: repeats === 0 ? `@${name}` : `@${name}~${repeats}` };
  });
  const outline = body.length === 0 ? "" : JSON.stringify(body.map((it) => [it.name, [...it.strings]]));
  return { file: path, reader: "jvm-marks", body, problems: [], outline, mentions: [] };
}
