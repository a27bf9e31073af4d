// The Session tab: what ran, from whom, with the text that it had; the way back for what is gone. Views with props only.
import { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { Icon } from '../icons';
import { firstLine } from '../model';
import { Difference } from './difference';
import { ExecutionRow, ISessionFilter, Row, SessionModel } from './model';
import { clientWords, durationWords, rowName, statusWords, timeWords } from './words';

/** What can be done with a row. */
export interface ISessionActions {
  reveal(row: ExecutionRow): void;
  /** The deleted cell, or what a console ran, becomes a cell. */
  restore(row: ExecutionRow): void;
  /** The cell gets the text that ran. */
  putBack(row: ExecutionRow): void;
  /** A new notebook of what made the result. */
  gather(row: ExecutionRow): void;
  /** Asks first. */
  forget(): void;
  record(recorded: boolean): void;
}

export function SessionView(props: {
  model: SessionModel;
  actions: ISessionActions;
  trans: TranslationBundle;
}): JSX.Element {
  const { model, actions, trans } = props;
  const { filter, timeline, trouble } = model;
  if (trouble) {
    return (
      <p className="jp-MLDebt-note" role="alert">
        {trans.__('What ran cannot be shown: %1', trouble.message)}
      </p>
    );
  }
  if (!timeline) {
    return (
      <p className="jp-MLDebt-note" role="status" aria-busy="true">
        {trans.__('Reading what ran…')}
      </p>
    );
  }
  const rows = model.rows(row => rowName(row, trans));
  const ran = timeline.epochs.some(({ executions }) => executions.length > 0);
  return (
    <>
      {ran && <SessionFilter filter={filter} trans={trans} onFilter={changed => (model.filter = changed)} />}
      <div className="jp-MLDebt-list" tabIndex={-1}>
        {!ran && (
          <p className="jp-MLDebt-note">
            {timeline.recorded
              ? trans.__('Nothing ran yet. What runs is shown here, deleted cells too.')
              : trans.__('What runs is not recorded for this notebook.')}
          </p>
        )}
        {ran && !rows.some(({ kind }) => kind === 'execution') && (
          <p className="jp-MLDebt-note">{trans.__('No execution passes the filter.')}</p>
        )}
        <ol className="jp-MLDebt-timeline" aria-label={trans.__('What ran, the newest first')}>
          {rows.map(row => (
            <li key={row.key}>
              <RowView row={row} readOnly={model.page?.readOnly ?? true} actions={actions} trans={trans} />
            </li>
          ))}
        </ol>
        {model.hasMore && (
          <button className="jp-MLDebt-textButton" onClick={() => void model.more()}>
            {trans.__('Show earlier ones')}
          </button>
        )}
        {!model.hasMore && timeline.before !== null && (
          <p className="jp-MLDebt-note">{trans.__('Earlier ones are not shown.')}</p>
        )}
      </div>
      <footer className="jp-MLDebt-sessionFoot">
        <label>
          <input type="checkbox" checked={timeline.recorded} onChange={() => actions.record(!timeline.recorded)} />
          {trans.__('Record what runs')}
        </label>
        <button className="jp-MLDebt-textButton" disabled={!ran} onClick={() => actions.forget()}>
          {trans.__('Delete this record…')}
        </button>
      </footer>
    </>
  );
}

function SessionFilter(props: {
  filter: ISessionFilter;
  trans: TranslationBundle;
  onFilter: (filter: ISessionFilter) => void;
}): JSX.Element {
  const { filter, trans, onFilter } = props;
  return (
    <div className="jp-MLDebt-filter">
      <div role="group" aria-label={trans.__('Show only')}>
        <button
          className="jp-MLDebt-count"
          aria-pressed={filter.lost}
          title={trans.__('Texts that ran and that no cell has any more, each once')}
          onClick={() => onFilter({ ...filter, lost: !filter.lost })}
        >
          <Icon name="orphaned" />
          {trans.__('deleted and overwritten')}
        </button>
      </div>
      <input
        type="search"
        className="jp-mod-styled"
        placeholder={trans.__('Filter by cell, name or text')}
        aria-label={trans.__('Filter by cell, name or text')}
        value={filter.text}
        onChange={event => onFilter({ ...filter, text: event.target.value })}
      />
    </div>
  );
}

interface IRowProps<R extends Row> {
  row: R;
  readOnly: boolean;
  actions: ISessionActions;
  trans: TranslationBundle;
}

function RowView({ row, ...rest }: IRowProps<Row>): JSX.Element {
  const { trans } = rest;
  switch (row.kind) {
    case 'begin':
      return (
        <p className="jp-MLDebt-begin">
          {row.restart
            ? trans.__('Kernel restarted, %1', timeWords(row.began))
            : trans.__('Kernel started, %1', timeWords(row.began))}
          {row.forgotten && ` · ${trans.__('what it ran first is not kept')}`}
        </p>
      );
    case 'gap':
      return (
        <p className="jp-MLDebt-gap">
          <Icon name="unknown" />
          {trans._n('%1 execution is not known', '%1 executions are not known', row.missing)}
        </p>
      );
    case 'execution':
      return <ExecutionView row={row} {...rest} />;
  }
}

function ExecutionView({ row, readOnly, actions, trans }: IRowProps<ExecutionRow>): JSX.Element {
  const [isOpen, open] = React.useState(false);
  const { cell, execution, fate } = row;
  const { count, source, status } = execution;
  const name = rowName(row, trans);
  return (
    <>
      <button className={`jp-MLDebt-run jp-mod-${fate}`} aria-expanded={isOpen} onClick={() => open(!isOpen)}>
        <Icon name={isOpen ? 'open' : 'closed'} />
        <span className="jp-MLDebt-runCount">[{status === 'running' ? '*' : (count ?? ' ')}]</span>
        <span className="jp-MLDebt-runName">{name}</span>
        {(status === 'error' || status === 'aborted') && (
          <span className="jp-MLDebt-runStatus" title={statusWords(execution, trans)}>
            <Icon name={status === 'error' ? 'error' : 'unknown'} />
            <span className="jp-MLDebt-hidden">{statusWords(execution, trans)}</span>
          </span>
        )}
        {fate === 'differs' && (
          <span className="jp-MLDebt-runStatus" title={trans.__('The cell has another text now')}>
            <Icon name="edited" />
            <span className="jp-MLDebt-hidden">{trans.__('The cell has another text now')}</span>
          </span>
        )}
        <code>{firstLine(source)}</code>
      </button>
      {isOpen && (
        <div className="jp-MLDebt-runDetails">
          <p>{details(row, trans)}</p>
          {fate === 'differs' ? (
            <Difference ran={source} stands={cell!.source} trans={trans} />
          ) : (
            <pre tabIndex={0} aria-label={trans.__('The text that ran')}>
              {source}
            </pre>
          )}
          <p className="jp-MLDebt-runActions">
            {cell && (
              <button className="jp-MLDebt-textButton" onClick={() => actions.reveal(row)}>
                {trans.__('Go to the cell')}
              </button>
            )}
            {fate === 'differs' && (
              <button className="jp-MLDebt-textButton" disabled={readOnly} onClick={() => actions.putBack(row)}>
                {trans.__('Put this text back')}
              </button>
            )}
            {(fate === 'deleted' || fate === 'none') && (
              <button className="jp-MLDebt-textButton" disabled={readOnly} onClick={() => actions.restore(row)}>
                {fate === 'deleted' ? trans.__('Restore the cell') : trans.__('Make a cell of it')}
              </button>
            )}
            {(status === 'ok' || status === 'error') && (
              <button
                className="jp-MLDebt-textButton"
                title={trans.__('A new notebook with just what made this result, as it ran')}
                onClick={() => actions.gather(row)}
              >
                {trans.__('Gather what made this')}
              </button>
            )}
          </p>
        </div>
      )}
    </>
  );
}

/** Who, how it ended, when, and how long it took. */
function details({ client, execution }: ExecutionRow, trans: TranslationBundle): string {
  const { ended, started } = execution;
  const parts = [statusWords(execution, trans), clientWords(client, trans)];
  if (started !== null) {
    parts.push(timeWords(started));
    if (ended !== null) {
      parts.push(durationWords(ended - started, trans));
    }
  }
  return parts.join(' · ');
}
