// The notebook's state and counts in the status bar; a click shows the panel.
import { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IStatusBar, TextItem } from '@jupyterlab/statusbar';
import { ITranslator, nullTranslator, TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import * as React from 'react';
import { countMarks } from '../live/marks';
import { countWords } from '../live/words';
import { ICheckModel, IChecker } from '../tokens';
import { fails, severityWords, stateWords } from '../words';
import { SHOW } from './panel';

/** Nobody watches, so nothing newer is known: then it names the panel only. */
function summary(model: ICheckModel, watched: boolean, trans: TranslationBundle): string {
  const { live, status } = model;
  if (status.kind !== 'report' || (model.outdated && !watched)) {
    return trans.__('ML debt');
  }
  const { error, warning } = model.counts();
  const [state] = stateWords(live?.state ?? status.report.state, fails(status.report), trans);
  const marks = live ? countMarks(live).map(([mark, count]) => countWords(mark, count, trans)) : [];
  return [state, ...marks, severityWords('error', error, trans), severityWords('warning', warning, trans)].join(' · ');
}

export const statusPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-mldebt:status',
  description: 'Shows the state of the current notebook in the status bar.',
  autoStart: true,
  requires: [IChecker],
  optional: [IStatusBar, ITranslator],
  activate: (app: JupyterFrontEnd, checker: IChecker, statusBar: IStatusBar | null, translator: ITranslator | null) => {
    if (!statusBar) {
      return; // Notebook 7 has none
    }
    const trans = (translator ?? nullTranslator).load('jupyter_mldebt');
    const item = ReactWidget.create(
      <UseSignal signal={checker.model.changed}>
        {() => (
          <TextItem
            source={summary(checker.model, checker.watched, trans)}
            title={trans.__('Show the findings of this notebook')}
            onClick={() => void app.commands.execute(SHOW)}
          />
        )}
      </UseSignal>
    );
    item.addClass('jp-mod-highlighted');
    item.addClass('jp-MLDebt-status');
    statusBar.registerStatusItem(statusPlugin.id, {
      item,
      align: 'left',
      rank: 20,
      isActive: () => checker.model.status.kind !== 'empty',
      activeStateChanged: checker.model.changed
    });
  }
};
