// The page of a rule, rendered: why it exists, what is bad, what is good.
import { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { Dialog, Notification, showDialog } from '@jupyterlab/apputils';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { Api } from '../api';
import { refusal } from '../refusal';

export const WHY = 'jupyter-mldebt:why';
const MARKDOWN = 'text/markdown';

export const whyPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-mldebt:why',
  description: 'Shows the page of a rule.',
  autoStart: true,
  requires: [IRenderMimeRegistry],
  optional: [ITranslator],
  activate: (app: JupyterFrontEnd, rendermime: IRenderMimeRegistry, translator: ITranslator | null) => {
    const trans = (translator ?? nullTranslator).load('jupyter_mldebt');
    const api = new Api(app.serviceManager.serverSettings);
    app.commands.addCommand(WHY, {
      label: args => trans.__('Why %1?', String(args.code ?? '')),
      execute: async args => {
        try {
          const { code, name, page } = await api.rule(String(args.code));
          const body = rendermime.createRenderer(MARKDOWN);
          body.addClass('jp-MLDebt-page');
          await body.renderModel(rendermime.createModel({ data: { [MARKDOWN]: page } }));
          await showDialog({
            title: `${code} ${name}`,
            body,
            buttons: [Dialog.okButton({ label: trans.__('Close') })]
          });
        } catch (reason) {
          Notification.error(refusal(reason, trans));
        }
      }
    });
  }
};
