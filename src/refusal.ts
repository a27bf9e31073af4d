// One sentence for whatever went wrong between us and the server.
import { TranslationBundle } from '@jupyterlab/translation';
import { ApiError } from './api';

export function refusal(reason: unknown, trans: TranslationBundle): string {
  switch (reason instanceof ApiError && reason.kind) {
    case 'absent':
      return trans.__('the server part is missing; install it with "pip install jupyter-mldebt" and restart Jupyter.');
    case 'unreachable':
      return trans.__('the Jupyter server does not answer.');
    default:
      return reason instanceof Error ? reason.message : String(reason);
  }
}
