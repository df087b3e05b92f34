import { describe, expect, it } from "vitest";
import { languageOf } from "./languages/index.ts";
import { type Outline, outlineOf } from "./outline.ts";
import { valueAt, wordAt } from "./tokens.ts";

const read = (file: string, text: string): Outline => {
  const language = languageOf(file);
  if (language === undefined) throw new Error(`no language for ${file}`);
  return outlineOf(text, language);
};

/** `name@function*` for each call: the function it stands in, and a star where a loop is around it. */
const callsIn = (file: string, text: string): string => {
  const outline = read(file, text);
  return outline.calls
    .map(({ name, open }) => {
      const at = open >= 0 ? open : name;
      const inside = outline.around(at, "function")?.name ?? "-";
      return `${name < 0 ? "?" : wordAt(outline.tokens, name)}@${inside}${outline.around(at, "loop") === undefined ? "" : "*"}`;
    })
    .join(" ");
};

describe("calls, with the function and the loop they stand in", () => {
  it.each([
    [
      "a.ts",
      "export async function load(ids: string[]): Promise<Map<string, X>> {\n  for (const id of ids) await fetch(`/x/${enc(id)}`)\n}",
      "fetch@load* enc@load*",
    ],
    [
      "a.ts",
      "class A { constructor(private a = b()) { c<T>(d) }\n  get = async (x: X) => run(x)\n  abstract go(): void\n}",
      "b@- c@constructor run@get",
    ],
    ["a.tsx", 'const A = () => <ul title="f(x)">{items.map((it) => <li key={id(it)}>it\'s g(x)</li>)}</ul>', "map@A id@"],
    ["a.js", "const re = /f(x)/g, half = a / f(x) / 2 // g(x)\nif (a) /x(/.test(b)", "f@- test@-"],
    [
      "a.java",
      'class A {\n  @Get("/x") List<B> all(C c) throws D {\n    while (go()) rest.<E>get(new F(c));\n    return switch (c) { case G g -> h(); };\n  }\n}',
      "go@all get@all* F@all* h@all",
    ],
    [
      "a.kt",
      'fun load(id: Int): List<X> = client.get("$url/${path(id)}") { header("a") }\nclass B(val c: C = D()) : E(1) { fun f() { for (x in y) g(x) } }',
      "get@load path@load header@ D@- g@f*",
    ],
    [
      "a.py",
      '@app.get(f"/x/{a(1)}")\nasync def load(id: int = b()):\n    for x in c():\n        await d(x)\n    return e()\n',
      "get@- a@- b@- c@load d@load* e@load",
    ],
    [
      "a.go",
      "func (s *S) Load(ctx context.Context) (r []byte, err error) {\n\tfor _, it := range a() {\n\t\tgo func() { b([]byte(it)) }()\n\t}\n\treturn c[int](1), nil\n}",
      "a@Load b@* ?@Load* c@Load",
    ],
    [
      "a.cs",
      'class A(B b) {\n  [HttpGet("x")] public async Task<C> Get([FromQuery] int id) => await d.GetAsync<C>($"{e(id):N2}");\n  void F() { foreach (var x in g()) { h(new(x)); } }\n}',
      "GetAsync@Get e@Get g@F h@F* new@F*",
    ],
    [
      "a.php",
      "<p>f(x)</p><?php\n#[Route('/x')]\nfunction load(A $a): ?B { foreach ($a->all() as $x) { C::d(\"{$x->e()} f(x)\"); } return new G($a); }",
      "all@load d@load* e@load* G@load",
    ],
    [
      "a.rb",
      'class A\n  def load(id)\n    ids.each do |x|\n      get "/x/#{b(x)}", c: d\n    end\n    return if done?\n  end\nend\n',
      "each@load get@ b@ done?@load",
    ],
    [
      "a.rs",
      '#[get("/x")]\nasync fn load<\'a>(Json(x): Json<X>) -> Result<Y> {\n  if let Some(y) = a(x) { for z in y { b(z).await?; } }\n  match c() { Ok(d) => e(|f| g(f)), Err(_) => h!(i(1)) }\n}',
      "a@load b@load* c@load e@load g@ h@load i@load",
    ],
  ])("%s %s", (file, text, calls) => {
    expect(callsIn(file, text)).toBe(calls);
  });
});

describe("annotations", () => {
  it.each([
    ["a.ts", "@Controller('x') class A { @Get(':id') one(@Param('id') id: string) {} }", "Controller Get Param"],
    ["a.java", '@a.b.Rest("x") class A { @Value("${x}") String x; @interface B {} }', "Rest Value"],
    ["a.py", "@app.route('/x')\n@cached\ndef f(): return a @ b\n", "route cached"],
    [
      "a.cs",
      '[ApiController, Route("x")] class A { int[] a = [B(1)]; [HttpGet] void F([FromBody] C c) { d[e] = 1; } }',
      "ApiController Route HttpGet FromBody",
    ],
    ["a.php", "<?php #[A, B(1)]\nclass C {} # [D]\n", "A B"],
    ["a.rs", '#[derive(A)] #[b::c("x")] struct D { e: [u8; 4] }', "derive c"],
  ])("%s %s", (file, text, names) => {
    const { tokens, annotations } = read(file, text);
    expect(annotations.map(({ name }) => wordAt(tokens, name)).join(" ")).toBe(names);
  });
});

it("imports, by module and local name", () => {
  const imports = (file: string, text: string): unknown =>
    read(file, text).imports.map(({ module, names }) => [module, Object.fromEntries(names)]);
  expect(
    imports("a.ts", "import axios, { get as fetch, type B } from 'axios'\nimport * as c from 'c'\nconst { d, e: f } = require('g')"),
  ).toEqual([
    ["axios", { axios: "default", fetch: "get", B: "B" }],
    ["c", { c: "*" }],
    ["g", { d: "d", f: "e" }],
  ]);
  expect(imports("a.py", "import a.b, c as d\nfrom ..e import (f as g,\n  h)\n")).toEqual([
    ["a.b", { a: "*" }],
    ["c", { d: "*" }],
    ["..e", { g: "f", h: "h" }],
  ]);
  expect(imports("a.go", 'import (\n\t"net/http"\n\tk "github.com/x/kafka-go/v2"\n)\nimport "github.com/redis/go-redis/v9"')).toEqual([
    ["net/http", { http: "*" }],
    ["github.com/x/kafka-go/v2", { k: "*" }],
    ["github.com/redis/go-redis/v9", { redis: "*" }],
  ]);
  expect(imports("a.java", "import static a.B.c; import d.*; import e.F;")).toEqual([
    ["a.B.c", { c: "c" }],
    ["d", {}],
    ["e.F", { F: "F" }],
  ]);
  expect(imports("a.rs", "use a::b::{c, d as e, f::*};")).toEqual([
    ["a::b::c", { c: "c" }],
    ["a::b::d", { e: "d" }],
    ["a::b::f", { f: "f" }],
  ]);
});

it("strings say what they mean", () => {
  const strings = (file: string, text: string): readonly string[] => {
    const { tokens } = read(file, text);
    return [...tokens.kind.keys()].filter((at) => at < tokens.count && tokens.kind[at] === 3).map((at) => valueAt(tokens, at));
  };
  expect(strings("a.ts", "'a\\n\\u0041' + `b` + \"it's\"")).toEqual(["a\nA", "b", "it's"]);
  expect(strings("a.py", "r'\\d' '''a\nb''' b'c'")).toEqual(["\\d", "a\nb", "c"]);
  expect(strings("a.cs", '@"a""b\\c" """d"e"""')).toEqual(['a""b\\c', 'd"e']);
  expect(strings("a.rs", 'r#"a"b"# \'c\' b"d"')).toEqual(['a"b', "c", "d"]);
  expect(strings("a.rb", "x(<<~SQL, :b)\n  select 1\nSQL\n%w[c d] 'e'")).toEqual(["  select 1\n", "b", "c d", "e"]);
  expect(strings("a.php", "<?php $a = <<<X\nb\nX;\n'c'")).toEqual(["b\n", "c"]);
});

it("reads any text in time that grows with its length", () => {
  const hostile = [
    "(",
    "{",
    "[",
    "<",
    "a=>",
    "for(;;)",
    "if(a)",
    "`${",
    'f"{',
    '"',
    "/",
    "<a>",
    "|x|",
    "def a\n",
    "do ",
    "x = if ",
    "@a(",
    "a<b,",
    "fn f(",
    "class A ",
    "#[a",
    "\\",
    "case a->",
    "new ",
    "=>",
    "func(",
  ];
  for (const extension of ["ts", "tsx", "java", "kt", "py", "go", "cs", "php", "rb", "rs"]) {
    for (const part of hostile) {
      const text = (extension === "php" ? "<?php " : "") + part.repeat(4000);
      const begin = process.cpuUsage().user;
      const outline = read(`a.${extension}`, text);
      outline.calls.slice(0, 100).map((it) => outline.around(it.open, "function"));
      expect((process.cpuUsage().user - begin) / 1000, `${extension} ${part}`).toBeLessThan(400);
    }
  }
}, 120_000);
