// What an export and its end mean, in words.
import { TranslationBundle } from '@jupyterlab/translation';
import { Cost, ExportReport, Job, RunReport, Verification } from '../report';
import { Effort } from './model';

/** How something ended. */
export type Mark = 'valid' | 'warning' | 'error' | 'info';

export interface IVerdict {
  mark: Mark;
  title: string;
  text: string;
  /** One sentence each. */
  reasons: string[];
}

export function verdictOf(job: Job, trans: TranslationBundle): IVerdict {
  const reasons = job.message ? [job.message] : [];
  if (job.status === 'cancelled') {
    return job.kind === 'export'
      ? {
          mark: 'info',
          title: trans.__('Cancelled'),
          text: trans.__('The export was cancelled. Nothing of it is left.'),
          reasons
        }
      : {
          mark: 'info',
          title: trans.__('Cancelled'),
          text: trans.__('The run was cancelled. Steps that had finished are kept.'),
          reasons
        };
  }
  if (job.status !== 'done') {
    return job.kind === 'export'
      ? {
          mark: 'error',
          title: trans.__('The export failed'),
          text: trans.__('Nothing was written.'),
          reasons
        }
      : { mark: 'error', title: trans.__('The run failed'), text: '', reasons };
  }
  if (job.kind === 'run') {
    return runVerdict(job.result as RunReport, trans);
  }
  const { verification } = job.result as ExportReport;
  if (!verification) {
    return {
      mark: 'info',
      title: trans.__('Written, not verified'),
      text: trans.__('The pipeline was written. Nothing was run.'),
      reasons: []
    };
  }
  if (verification.verified && verification.cells.length === 0) {
    return {
      mark: 'info',
      title: trans.__('Ran to its end'),
      text: trans.__('There was nothing to compare: no cell of the notebook has an output.'),
      reasons: []
    };
  }
  return verification.verified
    ? {
        mark: 'valid',
        title: trans.__('Verified'),
        text: trans.__('The pipeline gives the outputs of the notebook. %1', compared(verification, trans)),
        reasons: []
      }
    : {
        mark: 'warning',
        title: trans.__('Not verified'),
        text: trans.__('The pipeline was written, but it did not prove itself. %1', compared(verification, trans)),
        reasons: verification.reasons
      };
}

function runVerdict(run: RunReport, trans: TranslationBundle): IVerdict {
  const failed = run.steps.find(step => step.error);
  if (run.status === 'ok') {
    const cached = run.steps.filter(step => step.status === 'cached').length;
    const ran = run.steps.length - cached;
    const text = [
      trans._n('%1 step ran.', '%1 steps ran.', ran),
      ...(cached ? [trans._n('%1 had nothing new to do.', '%1 had nothing new to do.', cached)] : [])
    ].join(' ');
    return { mark: 'valid', title: trans.__('The run is done'), text, reasons: [] };
  }
  const where = failed?.error?.source_index;
  const reasons = failed?.error
    ? [
        where === null || where === undefined
          ? trans.__('Step %1: %2: %3', failed.name, failed.error.ename, failed.error.evalue)
          : trans.__('Step %1, cell %2: %3: %4', failed.name, where, failed.error.ename, failed.error.evalue)
      ]
    : [];
  return { mark: 'error', title: trans.__('The run failed'), text: trans.__('A step could not be finished.'), reasons };
}

/** How many outputs were compared, and what came of it. */
export function compared(verification: Verification, trans: TranslationBundle): string {
  const count = (verdict: string) => verification.cells.filter(cell => cell.verdict === verdict).length;
  const all = count('same') + count('different');
  const random = count('nondeterministic');
  const said =
    all === 0
      ? trans.__('No output could be compared.')
      : trans._n('%1 cell with output was compared.', '%1 cells with outputs were compared.', all);
  const from = verification.saved
    ? ' ' + trans.__('The notebook was not run: the outputs in its file are what they were compared with.')
    : '';
  const more =
    all && random
      ? ' ' +
        trans._n('%1 more differs by itself from run to run.', '%1 more differ by themselves from run to run.', random)
      : '';
  return said + more + from;
}

/**
 * What a verification does.
 * @param unsaved - why the outputs in the file can't serve, null where they can
 */
export function effortWords(
  effort: Effort,
  unsaved: string | null,
  trans: TranslationBundle
): [title: string, text: string] {
  switch (effort) {
    case 'full':
      return [trans.__('Full'), trans.__('Runs the notebook twice, to know what is random, and the pipeline once.')];
    case 'once':
      return [
        trans.__('Once'),
        unsaved === null
          ? trans.__('Runs the pipeline alone: its outputs are compared with those in the notebook’s file.')
          : trans.__('Runs the notebook and the pipeline once; %1.', unsaved)
      ];
    case 'none':
      return [trans.__('None'), trans.__('Runs nothing: whether the outputs are the same is not known.')];
  }
}

export function costWords(cost: Cost, effort: Effort, trans: TranslationBundle): string {
  if (effort === 'none') {
    return '';
  }
  const seconds = cost[effort];
  const time =
    seconds === null
      ? trans.__('How long it takes, its first run will tell.')
      : trans.__('About %1, by the times in the file.', duration(seconds, trans));
  const copied =
    cost.copied === null
      ? trans.__('It runs in copies of the notebook’s folder, which is large.')
      : cost.copied === 0
        ? trans.__('It runs in copies of the notebook’s folder.')
        : trans.__('It runs in copies of the notebook’s folder: %1.', size(cost.copied));
  return `${time} ${copied}`;
}

export function duration(seconds: number, trans: TranslationBundle): string {
  if (seconds < 90) {
    return trans.__('%1 s', Math.max(1, Math.round(seconds)));
  }
  return seconds < 5400 ? trans.__('%1 min', Math.round(seconds / 60)) : trans.__('%1 h', (seconds / 3600).toFixed(1));
}

export function size(megabytes: number): string {
  return megabytes < 1024 ? `${megabytes} MB` : `${(megabytes / 1024).toFixed(1)} GB`;
}
