// The contract's types. Generated from schema/report.schema.json by `npm run contract`.

/**
 * The one contract of jupyter-mldebt, version 1: what the command line prints with a JSON format, what the server answers and what the front end reads. Fields are added, never renamed. Lines count from 1, columns from 0 in code points, ends are exclusive; a cell's index counts all cells of the file from 0.
 */
export type Report =
  | CheckReport
  | FileReport
  | GraphReport
  | GlueReport
  | ExportReport
  | RunReport
  | CheckRequest
  | PlanRequest
  | ExportProposal
  | ExportRequest
  | RunRequest
  | Job
  | Refusal
  | RulePage
  | Timeline
  | JournalRequest
  | Recorded
  | Deleted
  | GatherRequest
  | Gathered;
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
 * A cell's id and a name.
 *
 * @minItems 2
 * @maxItems 2
 */
export type CellName = [string, string];

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
  live?: Live;
  work?: Work;
  preparation?: Preparation;
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
  /**
   * There only where the place is in another notebook of the check: its path as the report gives it.
   */
  path?: string;
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
 * The document held against what ran on its kernel; only where a kernel was named whose executions are recorded. Cells are called by their ids.
 */
export interface Live {
  state: State;
  never_run: string[];
  edited: string[];
  stale: string[];
  /**
   * Readers, with the name whose value is nobody's on the page.
   */
  orphaned: CellName[];
  /**
   * Cells that ran and whose outcome is not decided by the flow of data: it hangs on randomness, time, files or networks.
   */
  undecided?: string[];
  /**
   * Why cells are stale or orphaned, and why the notebook is drifted.
   */
  reasons?: Reason[];
  /**
   * What a run of a cell would do, by the cell, where it was asked for.
   */
  what_if?: {
    [k: string]: WhatIf;
  };
  /**
   * The cells around a cell, by the cell, where they were asked for.
   */
  related?: {
    [k: string]: RelatedCells;
  };
}
/**
 * Why a cell is stale or orphaned, or a fresh run would differ in it.
 */
export interface Reason {
  cell: string;
  kind: 'stale' | 'orphaned' | 'drifted';
  /**
   * The cell that it takes the name from, where that stands in the document.
   */
  source: string | null;
  /**
   * Empty where it is by none.
   */
  name: string;
  /**
   * stale: the source ran again, was edited, is stale itself, or another cell gives the name now. orphaned: what made the value is deleted, was another client, or a former text of the source. drifted: a fresh run would read the name with another value, leave it with another one, stop there because it is missing; or the last run was interrupted.
   */
  why:
    | 'ran'
    | 'edited'
    | 'stale'
    | 'definition'
    | 'deleted'
    | 'client'
    | 'former'
    | 'read'
    | 'final'
    | 'stops'
    | 'interrupted';
}
/**
 * What a run of a cell as it stands would do.
 */
export interface WhatIf {
  /**
   * Cells whose results would become stale.
   */
  stale: string[];
  /**
   * Cells that would fail, each with the name that it would miss.
   */
  fails: CellName[];
}
/**
 * The cells around a cell, each list in the order in which to run them.
 */
export interface RelatedCells {
  /**
   * What must run to have the cell's result up to date: its ancestors that never ran, were edited or are stale, and the cell itself.
   */
  needs: string[];
  /**
   * What must run to have all that depends on it up to date: its descendants that are stale, and the cell itself where it never ran, was edited or is stale.
   */
  reruns: string[];
  /**
   * All cells that depend on it, directly or not.
   */
  dependents: string[];
}
/**
 * How many of the notebook's statements do what kind of work, imports left out; only where it was asked for.
 */
export interface Work {
  statements: number;
  /**
   * How many of them are glue: they only carry data between packages.
   */
  glue: number;
  /**
   * By kind: load, convert, reshape, rename, path, plot and save are glue; feature, split, fit, predict, evaluate, display, define and compute are not. Kinds that do not occur are left out.
   */
  kinds: {
    [k: string]: number;
  };
  /**
   * Cells that have statements, in document order.
   */
  cells: CellWork[];
}
/**
 * How many of a cell's statements do what kind of work.
 */
export interface CellWork {
  cell: CellRef;
  statements: number;
  glue: number;
  /**
   * By kind: load, convert, reshape, rename, path, plot and save are glue; feature, split, fit, predict, evaluate, display, define and compute are not. Kinds that do not occur are left out.
   */
  kinds: {
    [k: string]: number;
  };
}
/**
 * The preparation graph: what becomes of the raw inputs up to the first fit of a model, or to the last table where there is no fit; only where it was asked for. Nodes come before those that are made of them; none where the notebook reads nothing.
 */
export interface Preparation {
  nodes: PreparationNode[];
  edges: PreparationEdge[];
  measure: PreparationMeasure;
}
/**
 * Data on its way to a fit.
 */
export interface PreparationNode {
  id: number;
  /**
   * input: read from outside; table: derived from one other; join: made of several; file: written and read again; fit: a model that is fitted.
   */
  kind: 'input' | 'table' | 'join' | 'file' | 'fit';
  /**
   * Of the variable, the file or the model.
   */
  name: string;
  cell: CellRef;
  range: Range;
  /**
   * The statements that made it what it is, in order: more than one where it is changed in place or its name overwritten.
   */
  steps: Step[];
}
/**
 * A statement that makes or changes a value.
 */
export interface Step {
  cell: CellRef;
  range: Range;
  /**
   * What it does: the last part of the name of the call, as `merge`, or in a word.
   */
  how: string;
}
/**
 * One node goes into another.
 */
export interface PreparationEdge {
  from: number;
  to: number;
  /**
   * By which step of the second.
   */
  how: string;
}
/**
 * How tangled the preparation is.
 */
export interface PreparationMeasure {
  inputs: number;
  joins: number;
  files: number;
  /**
   * Where the sides of a join part: the last node of which two of them are made.
   */
  branches: number;
  /**
   * How often a name that holds data gets a new value made of its old one.
   */
  overwritten: number;
  /**
   * Steps on the longest way.
   */
  depth: number;
  /**
   * Their weighted sum: see the page of NBG005.
   */
  total: number;
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
 * nbcheck glue --format json
 */
export interface GlueReport {
  version: Version;
  path: string;
  /**
   * A message where the file could not be read; work and preparation are null then.
   */
  error: string | null;
  work: Work | null;
  preparation: Preparation | null;
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
   * Id of the kernel, null without one. With one whose executions are known the answer has `live`.
   */
  kernel?: string | null;
  /**
   * Cells to say of what a run of them would do.
   */
  what_if?: string[];
  /**
   * The document in nbformat's JSON.
   */
  notebook: object;
  /**
   * Cells to say of which others are around them.
   */
  related?: string[];
  /**
   * What the answer is to have besides.
   */
  include?: ('work' | 'preparation')[];
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
/**
 * GET jupyter-mldebt/journal with path or kernel, and with limit (500, at most 2000) and before: what ran for a notebook or on a kernel, the newest part.
 */
export interface Timeline {
  /**
   * Whether executions are recorded for it now.
   */
  recorded: boolean;
  /**
   * The oldest first.
   */
  epochs: Epoch[];
  /**
   * What to ask for the part before this one with; null where this is the first.
   */
  before: number | null;
}
/**
 * A kernel from its start or restart to its end.
 */
export interface Epoch {
  /**
   * Its id.
   */
  kernel: string;
  began: number;
  /**
   * null while it runs.
   */
  ended: number | null;
  /**
   * Number of the first execution that may still be there: the earlier ones were deleted, or too old.
   */
  forgotten: number;
  /**
   * In order.
   */
  executions: Execution[];
  gaps: Gap[];
}
/**
 * One execution of a kernel, as it was run. Times are in seconds since the epoch.
 */
export interface Execution {
  /**
   * Its place among all executions since the kernel's start or last restart, from 0; it jumps where some are missing.
   */
  number: number;
  /**
   * The text that was run.
   */
  source: string;
  /**
   * Id of the notebook's cell for which a front end sent it; null for a console's and other clients'.
   */
  cell: string | null;
  /**
   * The session that sent it, as its messages' headers name it.
   */
  client: string;
  /**
   * The kernel's own count; null where it gave none: silent executions, and those that were aborted.
   */
  count: number | null;
  /**
   * error also for one that was interrupted, or ended with its kernel; aborted for one that never began.
   */
  status: 'running' | 'ok' | 'error' | 'aborted';
  started: number | null;
  ended: number | null;
  /**
   * Name of the exception, where it is known.
   */
  error: string | null;
}
/**
 * Executions that took place but are not known: their messages were lost, nobody listened, or they were not to be recorded.
 */
export interface Gap {
  /**
   * Number of the execution behind the gap.
   */
  before: number;
  missing: number;
}
/**
 * PUT jupyter-mldebt/journal: whether executions are to be recorded for a notebook; the answer is a Recorded.
 */
export interface JournalRequest {
  /**
   * Contents path of the notebook.
   */
  path: string;
  recorded: boolean;
}
export interface Recorded {
  /**
   * Whether they are now: never where the server's settings say no.
   */
  recorded: boolean;
}
/**
 * Answer of DELETE jupyter-mldebt/journal, with path for one notebook, without for all.
 */
export interface Deleted {
  /**
   * How many executions.
   */
  deleted: number;
}
/**
 * POST jupyter-mldebt/gather: a notebook of what made the result of an execution, beside the notebook; the answer is a Gathered.
 */
export interface GatherRequest {
  /**
   * Contents path of the notebook.
   */
  path: string;
  /**
   * Id of the kernel.
   */
  kernel: string;
  /**
   * Number of the execution, as the Timeline has it.
   */
  number: number;
  /**
   * When the epoch began that it belongs to, as the Timeline has it; null for the present one.
   */
  began?: number | null;
}
/**
 * The notebook that was written.
 */
export interface Gathered {
  /**
   * Contents path of the new notebook.
   */
  path: string;
  /**
   * Numbers of the executions in it, in order.
   */
  executions: number[];
  /**
   * Why a run of it may give something else, one sentence each.
   */
  notes: string[];
}
