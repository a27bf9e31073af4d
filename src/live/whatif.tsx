// What would happen if a cell ran now: the dialog that says so, with links to the cells.
import { Dialog, ReactWidget } from '@jupyterlab/apputils';
import { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { Icon } from '../icons';
import { WhatIf } from '../report';
import { Text } from '../text';

/** A cell of the notebook, as a list shows it. */
export interface ICellLine {
  id: string;
  label: string;
  snippet: string;
}

interface IProps {
  whatIf: WhatIf;
  /** null for a cell that is gone. */
  lineOf: (id: string) => ICellLine | null;
  trans: TranslationBundle;
  onGo: (id: string) => void;
}

export function WhatIfView(props: IProps): JSX.Element {
  const { whatIf, trans } = props;
  const { stale, fails } = whatIf;
  return (
    <>
      <section>
        <h3>
          <Icon name="stale" />
          {stale.length > 0
            ? trans._n('%1 result would become stale', '%1 results would become stale', stale.length)
            : trans.__('No other result would become stale')}
        </h3>
        <CellList {...props} cells={stale.map(id => ({ id, text: '' }))} />
      </section>
      <section>
        <h3>
          <Icon name={fails.length > 0 ? 'error' : 'valid'} />
          {fails.length > 0
            ? trans._n('%1 cell would fail', '%1 cells would fail', new Set(fails.map(([id]) => id)).size)
            : trans.__('No cell is known to fail')}
        </h3>
        <CellList {...props} cells={fails.map(([id, name]) => ({ id, text: trans.__('`%1` is missing', name) }))} />
      </section>
    </>
  );
}

function CellList({ cells, lineOf, onGo }: IProps & { cells: { id: string; text: string }[] }): JSX.Element {
  return (
    <ul>
      {cells.map(({ id, text }, i) => {
        const line = lineOf(id);
        return (
          line && (
            <li key={i}>
              <button className="jp-MLDebt-cell" onClick={() => onGo(id)}>
                <span>{line.label}</span> <code>{line.snippet}</code>
              </button>
              {text && (
                <p>
                  <Text text={text} />
                </p>
              )}
            </li>
          )
        );
      })}
    </ul>
  );
}

/** @returns whether the cell is to be run */
export async function askWhatIf(
  props: Omit<IProps, 'onGo'> & { title: string; onGo: (id: string) => void }
): Promise<boolean> {
  const { title, trans, onGo, ...rest } = props;
  const body = ReactWidget.create(
    <WhatIfView
      {...rest}
      trans={trans}
      onGo={id => {
        dialog.reject();
        onGo(id);
      }}
    />
  );
  body.addClass('jp-MLDebt-WhatIf');
  const dialog = new Dialog({
    title,
    body,
    defaultButton: 0, // it was a question
    buttons: [Dialog.cancelButton({ label: trans.__('Close') }), Dialog.okButton({ label: trans.__('Run It') })]
  });
  return (await dialog.launch()).button.accept;
}
