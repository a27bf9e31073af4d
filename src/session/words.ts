// Words of the Session tab.
import { TranslationBundle } from '@jupyterlab/translation';
import { Execution } from '../report';
import { Client, ExecutionRow } from './model';

/** Which cell it was, or who sent it. */
export function rowName({ cell, client, execution }: ExecutionRow, trans: TranslationBundle): string {
  if (client === 'console') {
    return execution.count === null ? trans.__('silent') : trans.__('console');
  }
  return cell ? trans.__('cell %1', cell.index) : trans.__('deleted cell');
}

export function clientWords(client: Client, trans: TranslationBundle): string {
  switch (client) {
    case 'page':
      return trans.__('run from this page');
    case 'other-page':
      return trans.__('run from another page, or from this one before it was loaded again');
    case 'console':
      return trans.__('run by a console or another client of the kernel');
  }
}

export function statusWords({ status, error }: Execution, trans: TranslationBundle): string {
  switch (status) {
    case 'ok':
      return trans.__('done');
    case 'running':
      return trans.__('running');
    case 'aborted':
      return trans.__('dropped before it began');
    case 'error':
      return error === 'KeyboardInterrupt'
        ? trans.__('interrupted')
        : error
          ? trans.__('failed with %1', error)
          : trans.__('failed');
  }
}

/** Only the time where it is of today. */
export function timeWords(seconds: number): string {
  const date = new Date(seconds * 1000);
  const isToday = date.toDateString() === new Date().toDateString();
  return isToday ? date.toLocaleTimeString() : date.toLocaleString();
}

export function durationWords(seconds: number, trans: TranslationBundle): string {
  if (seconds < 1) {
    return trans.__('%1 ms', Math.round(seconds * 1000));
  }
  return seconds < 60
    ? trans.__('%1 s', seconds.toFixed(1))
    : trans.__('%1 min %2 s', Math.floor(seconds / 60), Math.round(seconds % 60));
}
