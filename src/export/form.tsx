// What the user may choose before an export, or before a run: parameters, target, folder, verification, permissions.
import { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { Icon } from '../icons';
import { Effect, ExportProposal, Finding, Parameter } from '../report';
import { Text } from '../text';
import { shortNames } from './graph';
import { Effort, ExportModel } from './model';
import { costWords, effortWords, size } from './words';

const EFFORTS: readonly Effort[] = ['full', 'once', 'none'];
const MOST = 5;
const LONGEST_LIST = 60;

interface IProps {
  model: ExportModel;
  trans: TranslationBundle;
}

export function Parameters(props: IProps & { tickable: boolean }): JSX.Element {
  const { model, trans, tickable } = props;
  const parameters = model.parameters();
  const hidden = tickable ? model.hidden() : 0;
  const more = hidden > 0 && (
    <button type="button" className="jp-MLDebt-link" onClick={() => model.set({ allParameters: true })}>
      {trans._n('Show %1 more value that can be a parameter', 'Show %1 more values that can be parameters', hidden)}
    </button>
  );
  if (parameters.length === 0 && more) {
    return more;
  }
  if (parameters.length === 0) {
    return (
      <p className="jp-MLDebt-quiet">
        {tickable
          ? trans.__('Nothing in this notebook is worth a parameter.')
          : trans.__('This pipeline has no parameters.')}
      </p>
    );
  }
  return (
    <div className="jp-MLDebt-table" tabIndex={-1}>
      <table>
        <thead>
          <tr>
            <th scope="col">{trans.__('Name')}</th>
            <th scope="col">{tickable ? trans.__('Default') : trans.__('Value')}</th>
            <th scope="col">{trans.__('Type')}</th>
            <th scope="col">{trans.__('From')}</th>
          </tr>
        </thead>
        <tbody>
          {parameters.map(parameter => (
            <Row key={parameter.name} parameter={parameter} model={model} trans={trans} tickable={tickable} />
          ))}
        </tbody>
      </table>
      {more}
    </div>
  );
}

function Row(props: IProps & { parameter: Parameter; tickable: boolean }): JSX.Element {
  const { parameter, model, trans, tickable } = props;
  const { name, type, help, cell, uses } = parameter;
  const id = React.useId();
  const { taken, typed, name: given } = model.choice(name);
  const wrong = model.faultOf(parameter);
  const wrongName = model.nameFaultOf(parameter);
  const canRename = tickable && model.canRename(parameter);
  const field = {
    className: 'jp-mod-styled',
    value: typed,
    disabled: !taken,
    'aria-label': tickable ? trans.__('Default of %1', name) : trans.__('Value of %1', name),
    'aria-invalid': wrong !== null,
    'aria-describedby': wrong ? id : undefined,
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLSelectElement>) =>
      model.choose(name, { typed: event.target.value })
  };
  const fixed = model.proposal?.tagged ?? false;
  return (
    <tr className={taken ? '' : 'jp-mod-off'}>
      <th scope="row">
        <label title={fixed && tickable ? trans.__('It stands in the notebook’s own parameters cell.') : undefined}>
          {tickable && (
            <input
              type="checkbox"
              checked={taken}
              disabled={fixed}
              aria-label={canRename ? name : undefined}
              onChange={event => model.choose(name, { taken: event.target.checked })}
            />
          )}
          {canRename ? (
            <input
              type="text"
              className="jp-mod-styled"
              spellCheck={false}
              title={trans.__('The notebook has no name for this value: choose one.')}
              value={given}
              disabled={!taken}
              aria-label={trans.__('Name of %1', name)}
              aria-invalid={wrongName !== null}
              aria-describedby={wrongName ? `${id}name` : undefined}
              onChange={event => model.choose(name, { name: event.target.value })}
            />
          ) : (
            <code title={name}>{name}</code>
          )}
        </label>
        {wrongName && (
          <span className="jp-MLDebt-wrong" id={`${id}name`} role="alert">
            {wrongName}
          </span>
        )}
        {help && <span className="jp-MLDebt-help">{help}</span>}
      </th>
      <td>
        {type === 'bool' ? (
          <select {...field}>
            <option>True</option>
            <option>False</option>
          </select>
        ) : (
          <input type="text" spellCheck={false} {...field} />
        )}
        {wrong && (
          <span className="jp-MLDebt-wrong" id={id} role="alert">
            {wrong}
          </span>
        )}
      </td>
      <td>
        <code>{type}</code>
      </td>
      <td className="jp-MLDebt-from" title={uses?.length ? trans.__('Read in cells %1', uses.join(', ')) : undefined}>
        {cell === undefined ? '' : trans.__('cell %1', cell)}
      </td>
    </tr>
  );
}

/** What acts on the world outside, and the permission to run it. */
export function Effects(props: IProps & { effects: readonly Effect[]; label: string; title: string }): JSX.Element {
  const { model, trans, effects, label, title } = props;
  return (
    <section className="jp-MLDebt-notice jp-mod-warning" aria-label={title}>
      <Icon name="warning" />
      <div>
        <strong>{title}</strong>
        <ul>
          {effects.slice(0, MOST).map((effect, i) => (
            <li key={i}>
              {trans.__('cell %1, line %2', effect.cell, effect.line)} {effect.what}
            </li>
          ))}
          {effects.length > MOST && <li>{trans._n('and %1 more', 'and %1 more', effects.length - MOST)}</li>}
        </ul>
        <label>
          <input
            type="checkbox"
            checked={model.allowEffects}
            onChange={event => model.set({ allowEffects: event.target.checked })}
          />
          {label}
        </label>
      </div>
    </section>
  );
}

/** What a finding says, with its cell where it does not say that itself. */
function placed({ cell, message }: Finding, trans: TranslationBundle): string {
  const at = cell ? trans.__('cell %1', cell.index) : '';
  return !at || message.startsWith(at) ? message : `${at}: ${message}`;
}

/** Why a fresh run would fail. */
export function Findings(props: {
  proposal: ExportProposal;
  trans: TranslationBundle;
  onShow: () => void;
}): JSX.Element {
  const { proposal, trans, onShow } = props;
  return (
    <section className="jp-MLDebt-notice jp-mod-error" role="alert">
      <Icon name="error" />
      <div>
        <strong>{trans.__('A fresh run of this notebook would fail')}</strong>
        <ul>
          {proposal.findings.slice(0, MOST).map((finding, i) => (
            <li key={i}>
              <Text text={placed(finding, trans)} /> <span className="jp-MLDebt-code">{finding.code}</span>
            </li>
          ))}
          {proposal.findings.length > MOST && (
            <li>{trans._n('and %1 more', 'and %1 more', proposal.findings.length - MOST)}</li>
          )}
        </ul>
        <button type="button" className="jp-MLDebt-link" onClick={onShow}>
          {trans.__('Show them in the panel')}
        </button>
      </div>
    </section>
  );
}

function Verification(props: IProps): JSX.Element {
  const { model, trans } = props;
  const name = React.useId();
  const { cost, unsaved } = model.proposal!;
  return (
    <fieldset className="jp-MLDebt-efforts">
      <legend>{trans.__('Verification')}</legend>
      <div>
        {EFFORTS.map(effort => {
          const [title, text] = effortWords(effort, unsaved, trans);
          return (
            <label key={effort} title={text}>
              <input
                type="radio"
                name={name}
                checked={model.verify === effort}
                onChange={() => model.set({ verify: effort })}
              />
              {title}
            </label>
          );
        })}
      </div>
      <p className="jp-MLDebt-quiet">
        {effortWords(model.verify, unsaved, trans)[1]} {costWords(cost, model.verify, trans)}
      </p>
      {model.copiesTooMuch() && (
        <label className="jp-MLDebt-tick">
          <input
            type="checkbox"
            checked={model.allowCopy}
            onChange={event => model.set({ allowCopy: event.target.checked })}
          />
          {trans.__('Copy %1 for it', size(cost.copied!))}
        </label>
      )}
    </fieldset>
  );
}

/** The folder: what is typed counts when the field is left, or Enter is pressed. */
function Folder(props: IProps): JSX.Element {
  const { model, trans } = props;
  const [typed, setTyped] = React.useState(model.folder);
  const id = React.useId();
  React.useEffect(() => setTyped(model.folder), [model.folder]);
  const { folder_state: state, edited } = model.proposal!;
  return (
    <div className="jp-MLDebt-field">
      <label htmlFor={id}>{trans.__('Folder')}</label>
      <input
        id={id}
        type="text"
        className="jp-mod-styled"
        spellCheck={false}
        title={typed}
        value={typed}
        onChange={event => setTyped(event.target.value)}
        onBlur={() => void model.chooseFolder(typed)}
        onKeyDown={event => {
          if (event.key === 'Enter' && typed !== model.folder) {
            event.preventDefault(); // first it is looked at
            void model.chooseFolder(typed);
          }
        }}
      />
      {state === 'export' && (
        <span className="jp-MLDebt-quiet">{trans.__('The export that is there is made anew.')}</span>
      )}
      {state === 'edited' && (
        <>
          <span className="jp-MLDebt-quiet" title={edited.join('\n')}>
            {model.replace
              ? trans.__('What was changed there by hand is replaced: %1', shortNames(edited, LONGEST_LIST))
              : trans.__('What was changed there by hand is kept: %1', shortNames(edited, LONGEST_LIST))}
          </span>
          <label className="jp-MLDebt-tick">
            <input
              type="checkbox"
              checked={model.replace}
              onChange={event => model.set({ replace: event.target.checked })}
            />
            {trans.__('Replace it')}
          </label>
        </>
      )}
    </div>
  );
}

export function ExportForm(props: IProps & { onShowFindings: () => void }): JSX.Element {
  const { model, trans, onShowFindings } = props;
  const proposal = model.proposal!;
  const target = React.useId();
  return (
    <div className="jp-MLDebt-form">
      {proposal.findings.length > 0 && <Findings proposal={proposal} trans={trans} onShow={onShowFindings} />}
      <section>
        <h3>{trans.__('Parameters')}</h3>
        <Parameters model={model} trans={trans} tickable />
      </section>
      <div className="jp-MLDebt-fields">
        <Folder model={model} trans={trans} />
        <div className="jp-MLDebt-field jp-mod-narrow">
          <label htmlFor={target}>{trans.__('Target')}</label>
          <select
            id={target}
            className="jp-mod-styled"
            value={model.target}
            onChange={event => model.set({ target: event.target.value })}
          >
            {proposal.targets.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </div>
      </div>
      <Verification model={model} trans={trans} />
      {model.actsOutside() && (
        <Effects
          model={model}
          trans={trans}
          effects={proposal.effects}
          title={trans.__('The verification would act outside of the notebook’s folder')}
          label={trans.__('Run this for the verification all the same')}
        />
      )}
      {(proposal.plan.notes ?? []).length > 0 && (
        <details className="jp-MLDebt-notes">
          <summary>{trans._n('%1 note on the cut', '%1 notes on the cut', proposal.plan.notes!.length)}</summary>
          <ul>
            {proposal.plan.notes!.map((note, i) => (
              <li key={i}>
                <Text text={note} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

export function RunForm(props: IProps): JSX.Element {
  const { model, trans } = props;
  return (
    <div className="jp-MLDebt-form">
      <section>
        <h3>{trans.__('Values for this run')}</h3>
        <Parameters model={model} trans={trans} tickable={false} />
      </section>
      <p className="jp-MLDebt-quiet">
        {trans.__('Only the steps that something has changed for run. They run in the notebook’s own folder.')}
      </p>
      {model.actsOutside() && (
        <Effects
          model={model}
          trans={trans}
          effects={model.exported!.effects ?? []}
          title={trans.__('This run acts outside of the notebook’s folder')}
          label={trans.__('Run it all the same')}
        />
      )}
    </div>
  );
}
