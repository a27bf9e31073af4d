// The contract's types. Generated from schema/report.schema.json by `npm run contract`.

/**
 * The one contract of jupyter-mldebt, version 1: what the command line prints with a JSON format, what the server answers and what the front end reads. Fields are added, never renamed. Lines count from 1, columns from 0 in code points, ends are exclusive; a cell's index counts all cells of the file from 0.
 */
export type Report =
  | CheckReport
  | FileReport
  | GraphReport
  | ExportReport
  | RunReport
  | CheckRequest
  | PlanRequest
  | ExportProposal
  | ExportRequest
  | RunRequest
  | Job
  | Refusal
  | RulePage;
/**
 * Version of the contract.
 */
export type Version = 1;
/**
 * valid: all cells ran in order. weakly-valid: the order differed, but every read got what a fresh run gives. drifted: it did not. unknown: nothing ran.
 */
export type State = 'valid' | 'weakly-valid' | 'drifted' | 'unknown';
export type Severity = 'error' | 'warning' | 'info';

/**
 * nbcheck check --output-format json
 */
export interface CheckReport {
  version: Version;
  files: FileReport[];
}
/**
 * All that is said of one file.
 */
export interface FileReport {
  path: string;
  state: State;
  /**
   * A message where the file could not be read; findings is empty then.
   */
  error: string | null;
  findings: Finding[];
}
/**
 * One thing that a rule says: one primary place and any number of related ones.
 */
export interface Finding {
  code: string;
  /**
   * The rule's name.
   */
  name: string;
  severity: Severity;
  confidence: 'high' | 'medium' | 'low';
  message: string;
  /**
   * Exactly the names concerned.
   */
  names: string[];
  /**
   * null only where the finding is about the file as a whole.
   */
  cell: CellRef | null;
  range: Range | null;
  related: Related[];
  /**
   * Stable under edits elsewhere.
   */
  fingerprint: string;
  fix: Fix | null;
}
/**
 * A cell as the file has it.
 */
export interface CellRef {
  /**
   * Among all cells of the file, from 0.
   */
  index: number;
  /**
   * null where the file has none.
   */
  id: string | null;
  execution_count: number | null;
}
/**
 * The end is exclusive.
 */
export interface Range {
  start: Position;
  end: Position;
}
export interface Position {
  /**
   * From 1.
   */
  line: number;
  /**
   * Code points from 0.
   */
  column: number;
}
/**
 * Another place that the finding is about.
 */
export interface Related {
  cell: CellRef;
  range: Range | null;
  message: string;
}
export interface Fix {
  safety: 'safe' | 'unsafe';
  title: string;
  edits: Edit[];
}
/**
 * One edit of a fix; cell and to are indices among all cells before the fix.
 */
export interface Edit {
  kind: 'replace' | 'insert-cell' | 'move-cell' | 'delete-cell';
  cell: number;
  range?: Range | null;
  text?: string | null;
  to?: number | null;
}
/**
 * nbcheck graph --format json
 */
export interface GraphReport {
  version: Version;
  path: string;
  error: string | null;
  cells: GraphCell[];
  edges: GraphEdge[];
  undefined: Undefined[];
}
export interface GraphCell {
  index: number;
  id: string | null;
  kind: 'code' | 'markdown' | 'raw';
  defines: string[];
  /**
   * Globals that the cell needs from outside itself.
   */
  reads: string[];
  mutates: string[];
  parse_error: string | null;
}
export interface GraphEdge {
  from: number;
  to: number;
  name: string;
  /**
   * bind, mutate, or another word for what is no value.
   */
  via: string;
  /**
   * medium where only the name of a method says that it changes its receiver.
   */
  confidence?: 'high' | 'medium';
}
export interface Undefined {
  index: number;
  name: string;
  kind: 'never-defined' | 'defined-later' | 'deleted';
}
/**
 * nbcheck export NOTEBOOK --format json
 */
export interface ExportReport {
  version: Version;
  /**
   * The notebook.
   */
  path: string;
  /**
   * The pipeline's own folder.
   */
  folder: string;
  /**
   * Why nothing was written.
   */
  error: string | null;
  plan: Plan | null;
  /**
   * Written files, relative to the folder.
   */
  files: string[];
  /**
   * null with --no-verify.
   */
  verification: Verification | null;
  /**
   * What a run of the notebook would do to the world outside of its folder.
   */
  effects?: Effect[];
  /**
   * What became of the files of an earlier export to the folder; those that are as they were are left out.
   */
  changes?: Change[];
  /**
   * Names of parameters that the pipeline could have, too.
   */
  others?: string[];
}
export interface Plan {
  steps: PlanStep[];
  parameters: Parameter[];
  crossings: Crossing[];
  /**
   * null where the notebook names none.
   */
  kernel?: string | null;
  /**
   * What a person should know of the cut.
   */
  notes?: string[];
}
export interface PlanStep {
  name: string;
  /**
   * Indices among all cells of the notebook, from 0.
   */
  cells: number[];
  /**
   * Names that it loads.
   */
  consumes: string[];
  /**
   * Names that it saves.
   */
  produces: string[];
  /**
   * For people.
   */
  title?: string;
  /**
   * The step's notebook, relative to the folder.
   */
  notebook?: string;
  /**
   * Parameters that it takes.
   */
  parameters?: string[];
  /**
   * Steps that must have run.
   */
  after?: string[];
}
/**
 * A value that a run of the pipeline may set.
 */
export interface Parameter {
  name: string;
  /**
   * Python type of the default, null where it is not known.
   */
  type?: string | null;
  /**
   * As JSON, or as Python text where JSON has no such value.
   */
  default: unknown;
  /**
   * The default as Python text.
   */
  text?: string;
  help?: string | null;
  /**
   * Where the notebook assigns it.
   */
  cell?: number;
  line?: number;
  /**
   * Cells that read it.
   */
  uses?: number[];
}
/**
 * A name that goes from one step to later ones.
 */
export interface Crossing {
  name: string;
  /**
   * joblib, cloudpickle, parquet, json ...
   */
  carrier: string;
  /**
   * Step that saves it.
   */
  from: string;
  /**
   * Steps that load it.
   */
  to: string[];
}
/**
 * What the notebook and the pipeline gave, laid side by side.
 */
export interface Verification {
  verified: boolean;
  /**
   * Why not, one sentence each.
   */
  reasons: string[];
  cells: CellVerdict[];
  /**
   * Names whose values could not go from one step to the next.
   */
  uncarried?: string[];
  /**
   * The notebook was not run: the outputs that its file holds are what the pipeline's were compared with.
   */
  saved?: boolean;
}
export interface CellVerdict {
  index: number;
  verdict: 'same' | 'different' | 'nondeterministic' | 'error';
  /**
   * Excerpt of the notebook's outputs, where they differ.
   */
  expected?: string | null;
  /**
   * Excerpt of the pipeline's outputs, where they differ.
   */
  found?: string | null;
}
/**
 * A statement that sends, publishes, pays, writes to a database, or deletes or writes outside of the notebook's folder.
 */
export interface Effect {
  /**
   * Position among all cells.
   */
  cell: number;
  line: number;
  /**
   * What it does, with the call or command.
   */
  what: string;
}
/**
 * What became of a file of an earlier export.
 */
export interface Change {
  /**
   * Its name, relative to the folder.
   */
  file: string;
  /**
   * kept: as somebody edited it; merged: with these edits and what the export changed.
   */
  what: 'new' | 'changed' | 'kept' | 'merged' | 'gone';
  /**
   * Unified, of what was there and what is there now; of a notebook the text of its cells.
   */
  diff: string;
}
/**
 * nbcheck run DIR --format json; the steps in the order of the source notebook.
 */
export interface RunReport {
  version: Version;
  status: 'ok' | 'failed';
  steps: RunStep[];
  /**
   * Kernel that ran the steps.
   */
  kernel?: string | null;
  /**
   * What a person should know of this run.
   */
  notes?: string[];
  /**
   * Values that the run had.
   */
  parameters?: Record<string, unknown>;
  dry_run?: boolean;
  /**
   * It was interrupted; the step in which it was has failed.
   */
  interrupted?: boolean;
  /**
   * Path of the page that shows the run; null with --dry-run.
   */
  report?: string | null;
  /**
   * Path of the log; null with --dry-run.
   */
  log?: string | null;
}
export interface RunStep {
  name: string;
  /**
   * pending only with --dry-run: the step would run.
   */
  status: 'ok' | 'cached' | 'failed' | 'skipped' | 'pending';
  /**
   * Path of the executed notebook; null where the step did not run.
   */
  notebook: string | null;
  /**
   * How long it ran; null where it did not.
   */
  seconds: number | null;
  /**
   * Why it ran or would run, or why it was skipped, one phrase each.
   */
  reasons?: string[];
  /**
   * How often it was begun.
   */
  attempts?: number;
  /**
   * Seconds after the start of the run; null where it did not run.
   */
  started?: number | null;
  error: RunError | null;
}
export interface RunError {
  ename: string;
  evalue: string;
  /**
   * The source notebook's cell.
   */
  source_index: number | null;
  /**
   * Code of the cell that failed.
   */
  source?: string | null;
  traceback?: string | null;
}
/**
 * POST jupyter-mldebt/check: the unsaved document; the answer is a FileReport.
 */
export interface CheckRequest {
  /**
   * Contents path of the notebook.
   */
  path: string;
  /**
   * Id of the kernel, null without one.
   */
  kernel?: string | null;
  /**
   * The document in nbformat's JSON.
   */
  notebook: object;
}
/**
 * POST jupyter-mldebt/plan: the document as it stands; the answer is an ExportProposal.
 */
export interface PlanRequest {
  /**
   * Contents path of the notebook.
   */
  path: string;
  /**
   * The document in nbformat's JSON.
   */
  notebook: object;
  /**
   * Contents path of the pipeline's folder; null for the usual one.
   */
  folder?: string | null;
}
/**
 * What an export would make, what stands in its way and what it costs, before anything is run or written.
 */
export interface ExportProposal {
  plan: Plan;
  /**
   * Parameters that the pipeline could have, too, and that are not proposed.
   */
  others: Parameter[];
  /**
   * Why a fresh run would fail.
   */
  findings: Finding[];
  effects: Effect[];
  /**
   * The notebook's author says which its parameters are.
   */
  tagged: boolean;
  /**
   * Names of parameters that the export made up for literals, so that they can have others.
   */
  invented: string[];
  /**
   * Why the outputs that the notebook's file holds can't serve for a verification, so that `once` runs the notebook, too; null where they can.
   */
  unsaved: string | null;
  /**
   * Contents path of the pipeline's folder.
   */
  folder: string;
  /**
   * What is there: nothing, an export, one that was changed by hand, or something else.
   */
  folder_state: 'new' | 'export' | 'edited' | 'foreign';
  /**
   * Files of the export there that a person changed, removed or added.
   */
  edited: string[];
  targets: TargetOffer[];
  cost: Cost;
  /**
   * What is under way in the folder.
   */
  job: Job | null;
}
/**
 * A target, and why it can't run this plan.
 */
export interface TargetOffer {
  name: string;
  reasons: string[];
}
/**
 * What a verification takes; null where that is not known.
 */
export interface Cost {
  /**
   * Seconds, by the times in the file.
   */
  full: number | null;
  once: number | null;
  /**
   * Megabytes of the notebook's folder.
   */
  copied: number | null;
  /**
   * How many it may copy unless it is told otherwise.
   */
  limit: number;
}
/**
 * An export or a run, as the routes answer it. The event stream tells it without its result (schema https://schema.jupyter-mldebt.org/job/v1).
 */
export interface Job {
  job: string;
  kind: 'export' | 'run';
  status: 'running' | 'done' | 'failed' | 'cancelled';
  /**
   * Contents path of the notebook; null for a run.
   */
  path: string | null;
  /**
   * Contents path of the pipeline's folder.
   */
  folder: string;
  /**
   * Last line that was said.
   */
  progress: string;
  /**
   * In the order in which they began.
   */
  stages: Stage[];
  /**
   * Grows with each change.
   */
  seq: number;
  /**
   * null while it goes on and where it stopped without an answer.
   */
  result: ExportReport | RunReport | null;
  /**
   * Why it failed, one sentence.
   */
  message: string | null;
}
/**
 * A run of the notebook as a whole, or of a step.
 */
export interface Stage {
  /**
   * The step's name; null for the notebook.
   */
  step: string | null;
  status: 'running' | 'ok' | 'cached' | 'failed' | 'skipped';
  /**
   * The cell that runs, from 1; 0 where that is not known yet.
   */
  cell: number;
  cells: number;
}
/**
 * POST jupyter-mldebt/export: the notebook as it is saved; the answer is a Job.
 */
export interface ExportRequest {
  /**
   * Contents path of the notebook.
   */
  path: string;
  /**
   * Contents path of the pipeline's folder; null for the usual one.
   */
  folder?: string | null;
  target?: string;
  verify?: 'full' | 'once' | 'none';
  /**
   * The names that shall be parameters, with their defaults as Python text, null for the notebook's own; null for those that are proposed.
   */
  parameters?: {
    [k: string]: string | null;
  } | null;
  /**
   * Other names for parameters whose names the export made up.
   */
  names?: {
    [k: string]: string;
  };
  /**
   * The verification may run what acts outside of the notebook's folder.
   */
  allow_effects?: boolean;
  /**
   * An export that was changed by hand is replaced.
   */
  replace?: boolean;
  /**
   * Megabytes that the verification may copy.
   */
  max_copy?: number | null;
}
/**
 * POST jupyter-mldebt/run: the answer is a Job.
 */
export interface RunRequest {
  /**
   * Contents path of the pipeline's folder.
   */
  folder: string;
  /**
   * Values by name, as Python text.
   */
  parameters?: {
    [k: string]: string;
  };
}
/**
 * What a route answers instead, with an HTTP status of 400 or above.
 */
export interface Refusal {
  /**
   * One sentence for a person.
   */
  message: string;
}
/**
 * GET jupyter-mldebt/rule/CODE: why a rule exists, for a person.
 */
export interface RulePage {
  code: string;
  name: string;
  /**
   * Markdown.
   */
  page: string;
}
