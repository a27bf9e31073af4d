// What the plugins offer each other: interfaces only.
import { NotebookPanel } from '@jupyterlab/notebook';
import { ISignal } from '@lumino/signaling';
import { Token } from '@lumino/coreutils';
import { CellRef, CheckRequest, FileReport, Finding, Live, Range, Severity } from './report';

/** Why there is no report. `message` is the server's own sentence, where it gave one. */
export interface ITrouble {
  kind: 'absent' | 'unreachable' | 'refused' | 'unreadable' | 'language';
  message: string;
}

/** What the panel is about right now. */
export type Status =
  | { kind: 'empty' }
  | { kind: 'checking' }
  | { kind: 'trouble'; trouble: ITrouble }
  | { kind: 'report'; report: FileReport; sources: readonly string[] };

/** What the user wants to see. No severity chosen means all. */
export interface IFilter {
  severities: readonly Severity[];
  text: string;
}

/** Findings of one cell; `cell` is null for those about the notebook as a whole. */
export interface IGroup {
  cell: CellRef | null;
  snippet: string;
  findings: Finding[];
}

/** A finding whose evidence is followed in the notebook, and how far. */
export interface IFollowed {
  fingerprint: string;
  step: number;
}

/** The findings of the current notebook. */
export interface ICheckModel {
  readonly changed: ISignal<ICheckModel, void>;
  readonly status: Status;
  /** The notebook was changed since the report was made. */
  readonly outdated: boolean;
  /** The document held against what ran on its kernel; null where that is not known. */
  readonly live: Live | null;
  readonly followed: IFollowed | null;
  filter: IFilter;
  counts(): Record<Severity, number>;
  groups(): IGroup[];
}

/** Who may watch: the panel while it is seen, and its preparation graph, the marks while a notebook is. */
export type Watcher = 'panel' | 'preparation' | 'marks';

/** What is only said where it is asked for. */
export type Inquiry = Pick<CheckRequest, 'what_if' | 'related'>;

/** Keeps the model in step with the current notebook. */
export interface IChecker {
  readonly model: ICheckModel;
  /** Something ran on the kernel of the current notebook, whoever sent it; or the kernel is another one now. */
  readonly ran: ISignal<IChecker, void>;
  /** Only a checker that somebody watches asks the server. */
  readonly watched: boolean;
  /** Say that one watches, or does so no longer. */
  watch(who: Watcher, watches: boolean): void;
  /** Ask now, whatever the settings say. */
  refresh(): void;
  /** Show a place of the checked notebook. */
  reveal(cell: CellRef, range: Range | null): Promise<void>;
  /** Show a step of a finding's evidence, and number all its steps in the notebook until it is edited or another place is shown. */
  follow(finding: Finding, step: number): Promise<void>;
  /** Take the numbers away. */
  leave(): void;
  /** Ask about a notebook as it stands, the current one if none is named; null where it is not known what ran. */
  inquire(about: Inquiry, panel?: NotebookPanel): Promise<Live | null>;
}

export const IChecker = new Token<IChecker>('jupyter-mldebt:IChecker', 'Keeps the findings of the current notebook.');
