// The panel: its head, its tabs, and the widget that holds them. Views with props only.
import { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import { Message } from '@lumino/messaging';
import * as React from 'react';
import { Findings } from './findings';
import { Icon, panelIcon } from './icons';
import { countMarks, Mark } from './live/marks';
import { CellsView, Remedy } from './live/view';
import { countWords } from './live/words';
import { SessionModel } from './session/model';
import { ISessionActions, SessionView } from './session/view';
import { Text } from './text';
import { IChecker } from './tokens';
import { GlueLine, GlueView } from './work/glue';
import { PreparationView } from './work/preparation';
import { fails, liveStateWords, stateWords, troubleWords } from './words';

const PANEL_ID = 'jupyter-mldebt-panel';

/** What the notebook is, in words, colour and icon. */
function Head(props: {
  icon: React.ComponentProps<typeof Icon>['name'];
  title: string;
  text: string;
  hint?: string;
  marks?: [Mark, number][];
  outdated: boolean;
  trans: TranslationBundle;
  onRefresh: () => void;
}): JSX.Element {
  const { trans } = props;
  const again = props.outdated ? trans.__('Check again: the notebook was changed') : trans.__('Check again');
  return (
    <div className={`jp-MLDebt-head jp-mod-${props.icon}`}>
      <Icon name={props.icon} />
      <div role="status" className="jp-MLDebt-headText" title={props.hint}>
        <h2>{props.title}</h2>
        <p>
          <Text text={props.text} />
        </p>
        {props.marks && props.marks.length > 0 && (
          <ul className="jp-MLDebt-marks">
            {props.marks.map(([mark, count]) => (
              <li key={mark}>
                <Icon name={mark} />
                {countWords(mark, count, trans)}
              </li>
            ))}
          </ul>
        )}
      </div>
      <button
        className={`jp-MLDebt-refresh${props.outdated ? ' jp-mod-outdated' : ''}`}
        title={again}
        aria-label={again}
        onClick={props.onRefresh}
      >
        <Icon name="refresh" />
      </button>
    </div>
  );
}

export type Tab = 'findings' | 'glue' | 'cells' | 'session';

/** What the panel shows and does. */
export interface IPanelOptions {
  checker: IChecker;
  session: SessionModel;
  actions: ISessionActions;
  trans: TranslationBundle;
  onWhy: (code: string) => void;
  onRemedy: (remedy: Remedy, cell: string) => void;
}

/** The whole panel for what the checker knows. */
export function CheckView(
  props: IPanelOptions & { tab: Tab; onTab: (tab: Tab) => void; onGraph: () => void; isGraphSought: boolean }
): JSX.Element {
  const { checker, trans } = props;
  const { model } = checker;
  const { status } = model;
  const head = { trans, outdated: model.outdated, onRefresh: () => checker.refresh() };
  switch (status.kind) {
    case 'empty':
      return <p className="jp-MLDebt-note">{trans.__('Open a notebook to see what a fresh run of it would give.')}</p>;
    case 'checking':
      return (
        <p className="jp-MLDebt-note" role="status" aria-busy="true">
          {trans.__('Checking the notebook…')}
        </p>
      );
    case 'trouble': {
      const [title, text] = troubleWords(status.trouble, trans);
      return (
        <Head {...head} icon={status.trouble.kind === 'language' ? 'unknown' : 'error'} title={title} text={text} />
      );
    }
    case 'report': {
      const { report } = status;
      const stops = fails(report);
      const state = model.live?.state ?? report.state;
      const [title, text] = model.live
        ? liveStateWords(state, report.state, stops, trans)
        : stateWords(state, stops, trans);
      return (
        <>
          <Head
            {...head}
            icon={stops && state === 'valid' ? 'error' : state}
            title={title}
            text={text}
            marks={model.live ? countMarks(model.live) : []}
            hint={
              model.live
                ? trans.__('Judged by what ran on the kernel, held against the text that stands here.')
                : trans.__('Judged by the execution counts: what was edited after it ran is not known from them.')
            }
          />
          {report.work && <GlueLine work={report.work} trans={trans} onOpen={() => props.onTab('glue')} />}
          <Tabs tab={props.tab} onTab={props.onTab} trans={trans} />
          <div
            className="jp-MLDebt-tabPanel"
            role="tabpanel"
            id={`${PANEL_ID}-${props.tab}`}
            aria-labelledby={`${PANEL_ID}-tab-${props.tab}`}
          >
            {props.tab === 'findings' && <Findings {...props} report={report} />}
            {props.tab === 'cells' && (
              <CellsView
                live={model.live}
                cells={props.session.page?.cells ?? []}
                trans={trans}
                onGo={id => void checker.reveal({ index: -1, id, execution_count: null }, null)}
                onRemedy={props.onRemedy}
              />
            )}
            {props.tab === 'session' && (
              <UseSignal signal={props.session.changed}>
                {() => <SessionView model={props.session} actions={props.actions} trans={trans} />}
              </UseSignal>
            )}
            {props.tab === 'glue' && (
              <div className="jp-MLDebt-list" tabIndex={-1}>
                {report.work && report.work.statements === 0 && (
                  <p className="jp-MLDebt-note">{trans.__('There is no code here.')}</p>
                )}
                {report.work && report.work.statements > 0 && (
                  <GlueView
                    work={report.work}
                    sources={status.sources}
                    trans={trans}
                    onGo={cell => void checker.reveal(cell, null)}
                  />
                )}
                <PreparationView
                  preparation={report.preparation}
                  isSought={props.isGraphSought}
                  trans={trans}
                  onGo={(cell, range) => void checker.reveal(cell, range)}
                />
              </div>
            )}
          </div>
        </>
      );
    }
  }
}

/** As a list of tabs is used by keyboard: the arrows go from one to the other. */
function Tabs(props: { tab: Tab; onTab: (tab: Tab) => void; trans: TranslationBundle }): JSX.Element {
  const { tab, onTab, trans } = props;
  const labels: Record<Tab, string> = {
    findings: trans.__('Findings'),
    glue: trans.__('Glue'),
    cells: trans.__('Cells'),
    session: trans.__('Session')
  };
  const tabs = Object.keys(labels) as Tab[];
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: tabs.length - 1 }[event.key];
    if (step) {
      const other = tabs[(tabs.indexOf(tab) + step) % tabs.length];
      onTab(other);
      document.getElementById(`${PANEL_ID}-tab-${other}`)?.focus();
    }
  };
  return (
    <div className="jp-MLDebt-tabs" role="tablist" aria-label={trans.__('Views')} onKeyDown={onKeyDown}>
      {tabs.map(each => (
        <button
          key={each}
          role="tab"
          id={`${PANEL_ID}-tab-${each}`}
          aria-selected={each === tab}
          aria-controls={each === tab ? `${PANEL_ID}-${each}` : undefined}
          tabIndex={each === tab ? 0 : -1}
          onClick={() => onTab(each)}
        >
          {labels[each]}
        </button>
      ))}
    </div>
  );
}

/** Holds the view and tells the models whether anybody looks. */
export class CheckPanel extends ReactWidget {
  constructor(private _options: IPanelOptions) {
    super();
    const { trans } = _options;
    this.id = PANEL_ID;
    this.title.icon = panelIcon;
    this.title.caption = trans.__('ML debt');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', trans.__('ML debt'));
    this.addClass('jp-MLDebt-Panel');
  }
  /** Which view is chosen. */
  get tab(): Tab {
    return this._tab;
  }
  set tab(tab: Tab) {
    this._tab = tab;
    this._isGraphSought = false;
    this._watch(this.isVisible);
    this.update();
  }
  protected render(): JSX.Element {
    return (
      <UseSignal signal={this._options.checker.model.changed}>
        {() => (
          <CheckView
            {...this._options}
            tab={this._tab}
            onTab={tab => (this.tab = tab)}
            onGraph={() => this._seekGraph()}
            isGraphSought={this._isGraphSought}
          />
        )}
      </UseSignal>
    );
  }
  protected onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    this._watch(this.isVisible);
  }
  protected onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this._watch(true);
  }
  protected onBeforeHide(msg: Message): void {
    super.onBeforeHide(msg);
    this._watch(false);
  }
  protected onBeforeDetach(msg: Message): void {
    this._watch(false);
    super.onBeforeDetach(msg);
  }

  private _seekGraph(): void {
    this.tab = 'glue';
    this._isGraphSought = true;
  }

  private _watch(isSeen: boolean): void {
    this._options.checker.watch('panel', isSeen);
    this._options.checker.watch('preparation', isSeen && this._tab === 'glue');
    this._options.session.watched = isSeen && this._tab === 'session';
  }

  private _isGraphSought = false;
  private _tab: Tab = 'findings';
}
