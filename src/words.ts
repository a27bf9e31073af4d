// Words for the state of a notebook, its findings and what went wrong.
import { TranslationBundle } from '@jupyterlab/translation';
import { CellRef, Severity, State } from './report';
import { ITrouble } from './tokens';

/** How messages call a cell, too: its position and its count. */
export function cellLabel(cell: CellRef, trans: TranslationBundle): string {
  const label = trans.__('cell %1', cell.index);
  return cell.execution_count === null ? label : `${label} [${cell.execution_count}]`;
}

export function stateWords(state: State, fails: boolean, trans: TranslationBundle): [string, string] {
  switch (state) {
    case 'valid':
      return [
        trans.__('Valid'),
        fails
          ? trans.__('The cells that ran, ran in order; a fresh run stops at an error below.')
          : trans.__('By their counts the cells ran in order: a fresh run gives what you see.')
      ];
    case 'weakly-valid':
      return [
        trans.__('Weakly valid'),
        trans.__('By their counts not all cells ran in order, but each got what a fresh run gives.')
      ];
    case 'drifted':
      return [trans.__('Drifted'), trans.__('A fresh run would not give what you see.')];
    case 'unknown':
      return [trans.__('Unknown'), trans.__('Nothing ran yet that could be judged.')];
  }
}

/**
 * The same, of what ran on the kernel.
 *
 * @param saved - what the counts say that came with the file
 */
export function liveStateWords(state: State, saved: State, fails: boolean, trans: TranslationBundle): [string, string] {
  const [title, text] = stateWords(state, fails, trans);
  switch (state) {
    case 'valid':
      return [
        title,
        fails ? text : trans.__('The cells ran in order with the text that they have: a fresh run gives what you see.')
      ];
    case 'weakly-valid':
      return [
        title,
        trans.__('Not all cells ran in order with the text that they have, but a fresh run gives what you see.')
      ];
    case 'drifted':
      return [title, text];
    case 'unknown':
      return [
        title,
        saved === 'unknown'
          ? trans.__('Nothing ran on this kernel yet.')
          : trans.__('Nothing ran on this kernel yet. By the saved counts: %1.', stateWords(saved, fails, trans)[0])
      ];
  }
}

/** Whether a fresh run is known to stop. */
export function fails(report: { findings: readonly { severity: Severity }[] }): boolean {
  return report.findings.some(finding => finding.severity === 'error');
}

export function troubleWords(trouble: ITrouble, trans: TranslationBundle): [string, string] {
  switch (trouble.kind) {
    case 'absent':
      return [
        trans.__('The server part is missing'),
        trans.__('Install it where Jupyter runs with `pip install jupyter-mldebt` and restart Jupyter.')
      ];
    case 'unreachable':
      return [
        trans.__('The server does not answer'),
        trans.__('Start Jupyter again; its part of this panel comes with `pip install jupyter-mldebt`.')
      ];
    case 'language':
      return [
        trans.__('Not a Python notebook'),
        trans.__('This notebook is written in %1; only Python is checked.', trouble.message)
      ];
    case 'unreadable':
      return [trans.__('This notebook cannot be read'), trouble.message];
    case 'refused':
      return [trans.__('The check failed'), trouble.message];
  }
}

export function severityWords(severity: Severity, count: number, trans: TranslationBundle): string {
  switch (severity) {
    case 'error':
      return trans._n('%1 error', '%1 errors', count);
    case 'warning':
      return trans._n('%1 warning', '%1 warnings', count);
    case 'info':
      return trans._n('%1 hint', '%1 hints', count);
  }
}

export function severityName(severity: Severity, trans: TranslationBundle): string {
  return { error: trans.__('error'), warning: trans.__('warning'), info: trans.__('hint') }[severity];
}
