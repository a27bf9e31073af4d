// The export dialog: shows the model's phases, and turns keys and clicks into what the model does.
import { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import { PathExt } from '@jupyterlab/coreutils';
import { Widget } from '@lumino/widgets';
import * as React from 'react';
import { Icon } from '../icons';
import { Text } from '../text';
import { Drawing } from './drawing';
import { ExportForm, RunForm } from './form';
import { ExportModel, Phase } from './model';
import { Progress } from './progress';
import { IOpener, Result } from './result';

/** What has the focus when a phase begins, where it is not what the phase says. */
const FIRST: Partial<Record<Phase, string>> = { form: '.jp-mod-accept:enabled', 'run-form': 'td input, td select' };

export interface IDialogOptions {
  model: ExportModel;
  trans: TranslationBundle;
  open: IOpener;
  /** Shows the panel with the findings. */
  showFindings: () => void;
  /** Called when the dialog is gone; what goes on goes on. */
  onClose: () => void;
}

function titleOf(model: ExportModel, trans: TranslationBundle): string {
  const name = PathExt.basename(model.subject.path);
  const run = model.phase === 'run-form' || model.job?.kind === 'run';
  switch (model.phase) {
    case 'working':
      return run ? trans.__('Running the pipeline of %1', name) : trans.__('Exporting %1', name);
    case 'run-form':
      return trans.__('Run the pipeline of %1', name);
    default:
      return run && model.phase === 'result'
        ? trans.__('Pipeline of %1', name)
        : trans.__('Export %1 to a pipeline', name);
  }
}

/** What stands above the buttons' left: why nothing happens, or what will. */
function hintOf(model: ExportModel, trans: TranslationBundle): [text: string, isFault: boolean] {
  if (model.message && model.phase !== 'trouble') {
    return [model.message, true];
  }
  if (model.phase === 'form' || model.phase === 'run-form') {
    const obstacle = model.obstacle();
    if (obstacle) {
      return [obstacle, true];
    }
    if (model.phase === 'form' && model.subject.dirty) {
      return [trans.__('The notebook has unsaved changes: it is saved first.'), false];
    }
  }
  return ['', false];
}

function Body(props: IDialogOptions & { close: () => void }): JSX.Element {
  const { model, trans, open, showFindings, close } = props;
  const leaving = (action: () => void) => () => {
    close();
    action();
  };
  const opener: IOpener = {
    folder: path => leaving(() => open.folder(path))(),
    file: path => leaving(() => open.file(path))()
  };
  const plan = (model.phase === 'form' ? null : model.exported?.plan) ?? model.proposal?.plan;
  const drawn = plan && (
    <section className="jp-MLDebt-graph">
      <h3>
        {trans._n('%1 step', '%1 steps', plan.steps.length)}
        <span className="jp-MLDebt-quiet">
          {trans._n('%1 cell', '%1 cells', new Set(plan.steps.flatMap(step => step.cells)).size)}
        </span>
      </h3>
      <Drawing
        plan={plan}
        stages={model.phase === 'form' || model.phase === 'run-form' ? [] : model.job?.stages}
        trans={trans}
      />
    </section>
  );
  switch (model.phase) {
    case 'planning':
      return (
        <p className="jp-MLDebt-note" role="status" aria-busy="true">
          {trans.__('Planning the pipeline: nothing is run yet…')}
        </p>
      );
    case 'trouble':
      return (
        <section className="jp-MLDebt-notice jp-mod-error" role="alert">
          <Icon name="error" />
          <div tabIndex={-1} data-focus="">
            <Text text={model.message} />
          </div>
        </section>
      );
    case 'form':
      return (
        <>
          {drawn}
          <ExportForm model={model} trans={trans} onShowFindings={leaving(showFindings)} />
        </>
      );
    case 'run-form':
      return (
        <>
          {drawn}
          <RunForm model={model} trans={trans} />
        </>
      );
    case 'working':
      return (
        <>
          {drawn}
          {plan && <Progress model={model} plan={plan} trans={trans} />}
        </>
      );
    case 'result':
      return (
        <>
          {drawn}
          <Result job={model.job!} model={model} trans={trans} open={opener} />
        </>
      );
  }
}

interface IButton {
  label: string;
  action: () => void;
  accept?: boolean;
  disabled?: boolean;
  title?: string;
}

/** The buttons of a phase, the one that goes on last. */
function buttonsOf(model: ExportModel, trans: TranslationBundle, close: () => void): IButton[] {
  const blocked = model.phase === 'form' || model.phase === 'run-form' ? model.obstacle() !== null : false;
  switch (model.phase) {
    case 'planning':
      return [
        { label: trans.__('Cancel'), action: close },
        { label: trans.__('Export'), action: () => undefined, accept: true, disabled: true }
      ];
    case 'trouble':
      return [
        { label: trans.__('Try again'), action: () => void model.plan() },
        { label: trans.__('Close'), action: close, accept: true }
      ];
    case 'form':
      return [
        { label: trans.__('Cancel'), action: close },
        { label: trans.__('Export'), action: () => void model.start(), accept: true, disabled: blocked }
      ];
    case 'run-form':
      return [
        { label: trans.__('Back'), action: () => void model.back() },
        { label: trans.__('Run'), action: () => void model.run(), accept: true, disabled: blocked }
      ];
    case 'working':
      return [
        {
          label: model.job?.kind === 'run' ? trans.__('Cancel the run') : trans.__('Cancel the export'),
          action: () => void model.cancel(),
          disabled: model.cancelling || model.job === null
        },
        {
          label: trans.__('Go on in the background'),
          title: trans.__('Closes this window; a message tells the end.'),
          action: close,
          accept: true
        }
      ];
    case 'result': {
      const again =
        model.exported === null
          ? { label: trans.__('Back'), action: () => void model.back() }
          : { label: trans.__('Run with other values…'), action: () => model.offerRun() };
      return [again, { label: trans.__('Close'), action: close, accept: true }];
    }
  }
}

export function ExportView(props: IDialogOptions & { close: () => void }): JSX.Element {
  const { model, trans, close } = props;
  const node = React.useRef<HTMLDialogElement>(null);
  const id = React.useId();
  const { phase } = model;
  React.useEffect(() => {
    const dialog = node.current!;
    dialog.showModal();
    return () => dialog.close();
  }, []);
  React.useEffect(() => {
    const dialog = node.current!;
    const first = FIRST[phase] ?? '[data-focus]';
    (dialog.querySelector<HTMLElement>(first) ?? dialog).focus();
  }, [phase]);
  const [hint, isFault] = hintOf(model, trans);
  const buttons = buttonsOf(model, trans, close);
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    const main = buttons[buttons.length - 1];
    if (!main.disabled) {
      main.action();
    }
  };
  return (
    <dialog
      ref={node}
      className="jp-MLDebt-Export"
      aria-labelledby={id}
      tabIndex={-1}
      data-lm-suppress-shortcuts="true"
      onCancel={event => {
        event.preventDefault(); // it is disposed of, not only hidden
        close();
      }}
      onContextMenu={event => event.stopPropagation()}
    >
      <form onSubmit={submit} noValidate>
        <header>
          <h2 id={id}>{titleOf(model, trans)}</h2>
          <button
            type="button"
            className="jp-MLDebt-close"
            title={trans.__('Close')}
            aria-label={trans.__('Close')}
            onClick={close}
          >
            <Icon name="close" />
          </button>
        </header>
        <div className={`jp-MLDebt-body jp-mod-${phase}`}>
          <Body {...props} />
        </div>
        <footer>
          <p className={isFault ? 'jp-mod-error' : ''} role="status">
            <Text text={hint} />
          </p>
          {buttons.map(({ label, action, accept, disabled, title }, i) => (
            <button
              key={`${phase} ${i}`}
              type={accept ? 'submit' : 'button'}
              className={`jp-Dialog-button jp-mod-styled ${accept ? 'jp-mod-accept' : 'jp-mod-reject'}`}
              disabled={disabled}
              title={title}
              onClick={accept ? undefined : action}
            >
              {label}
            </button>
          ))}
        </footer>
      </form>
    </dialog>
  );
}

/** Shows the dialog until it is closed. */
export class ExportDialog extends ReactWidget {
  constructor(private _options: IDialogOptions) {
    super();
    this.addClass('jp-MLDebt-ExportHost');
  }
  /** Put it on the page. */
  show(): void {
    Widget.attach(this, document.body);
  }
  protected render(): JSX.Element {
    const { model } = this._options;
    return (
      <UseSignal signal={model.changed}>
        {() => <ExportView {...this._options} close={() => this.dispose()} />}
      </UseSignal>
    );
  }
  dispose(): void {
    if (!this.isDisposed) {
      const back = this._focused;
      super.dispose();
      this._options.onClose();
      back?.focus();
    }
  }
  private _focused = document.activeElement instanceof HTMLElement ? document.activeElement : null;
}
