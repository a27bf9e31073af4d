// One export of one notebook, from its plan to its result and the runs after it: state and decisions, no DOM.
import { TranslationBundle } from '@jupyterlab/translation';
import { ISignal, Signal } from '@lumino/signaling';
import { PartialJSONObject } from '@lumino/coreutils';
import { Api, ApiError } from '../api';
import { refusal } from '../refusal';
import { ExportProposal, ExportReport, ExportRequest, Job, Parameter } from '../report';
import { follow, IEvents } from './follow';
import { fault, literal, nameFault, shownValue } from './values';

export type Effort = NonNullable<ExportRequest['verify']>;
export type ExportApi = Pick<Api, 'plan' | 'startExport' | 'startRun' | 'job' | 'cancelJob'>;

/** What the dialog shows. */
export type Phase = 'planning' | 'form' | 'run-form' | 'working' | 'result' | 'trouble';

/** The notebook, as far as an export needs it. */
export interface ISubject {
  /** Contents path; it changes when the notebook is renamed. */
  readonly path: string;
  readonly dirty: boolean;
  document(): PartialJSONObject;
  /** Makes the file what is on the screen; false where that was not possible. */
  save(): Promise<boolean>;
}

/** What the user made of a parameter. */
export interface IChoice {
  taken: boolean;
  typed: string;
  /** Its name; another than the proposed one where the export made that up. */
  name: string;
}

export interface IModelOptions {
  api: ExportApi;
  subject: ISubject;
  trans: TranslationBundle;
  /** The server's event stream, where there is one. */
  events?: IEvents | null;
  askMs?: number;
}

function asProposed(parameters: Parameter[], others: Parameter[] = []): Map<string, IChoice> {
  const choices = (found: Parameter[], taken: boolean): [string, IChoice][] =>
    found.map(p => [p.name, { taken, typed: shownValue(p), name: p.name }]);
  return new Map([...choices(parameters, true), ...choices(others, false)]);
}

export class ExportModel {
  constructor(private _options: IModelOptions) {}

  get changed(): ISignal<this, void> {
    return this._changed;
  }
  get phase(): Phase {
    return this._phase;
  }
  get proposal(): ExportProposal | null {
    return this._proposal;
  }
  /** What goes on, or went on last. */
  get job(): Job | null {
    return this._job;
  }
  /** The last export that was written. */
  get exported(): ExportReport | null {
    return this._exported;
  }
  /** Contents path of the pipeline's folder. */
  get folder(): string {
    return this._folder;
  }
  /** One sentence: why nothing could be done. */
  get message(): string {
    return this._message;
  }
  /** The plan is being made for another folder. */
  get asking(): boolean {
    return this._asking;
  }
  get subject(): ISubject {
    return this._options.subject;
  }

  target = 'local';
  verify: Effort = 'full';
  allowEffects = false;
  replace = false;
  allowCopy = false;
  allParameters = false;

  /** Ask for the plan; an export that is under way in the folder is followed instead. */
  async plan(): Promise<void> {
    this._enter('planning');
    this.allParameters = false;
    this.allowEffects = this.allowCopy = this.replace = false; // what was allowed was allowed for the last plan
    const number = ++this._asked;
    try {
      const proposal = await this._ask(null);
      if (number !== this._asked || this._phase !== 'planning') {
        return;
      }
      this._propose(proposal);
      this._choices = asProposed(proposal.plan.parameters, proposal.others);
      const names = proposal.targets.map(({ name }) => name);
      this.target = names.includes('local') ? 'local' : (names[0] ?? 'local');
      if (proposal.job) {
        void this._follow(proposal.job);
      } else {
        this._enter('form');
      }
    } catch (reason) {
      if (number === this._asked && this._phase === 'planning') {
        this._fail(reason);
      }
    }
  }

  /** Another folder: what stands there is looked up. */
  async chooseFolder(folder: string): Promise<void> {
    if (folder === this._folder || this._phase !== 'form') {
      return;
    }
    this._folder = folder;
    this.replace = false;
    this._message = '';
    this._asking = true;
    this._changed.emit();
    const number = ++this._asked;
    try {
      const proposal = await this._ask(folder);
      if (number === this._asked) {
        this._asking = false;
        this._propose(proposal);
        this._changed.emit();
      }
    } catch (reason) {
      if (number === this._asked) {
        this._asking = false;
        this._folderFault = this._sentence(reason);
        this._changed.emit();
      }
    }
  }

  choice(name: string): IChoice {
    return this._chosen().get(name) ?? { taken: false, typed: '', name };
  }
  choose(name: string, choice: Partial<IChoice>): void {
    this._chosen().set(name, { ...this.choice(name), ...choice });
    this._changed.emit();
  }
  set(
    changes: Partial<
      Pick<ExportModel, 'target' | 'verify' | 'allowEffects' | 'replace' | 'allowCopy' | 'allParameters'>
    >
  ): void {
    Object.assign(this, changes);
    this._changed.emit();
  }

  /** The parameters that the form is about: those that are proposed or were ticked, or those that the pipeline has. */
  parameters(): Parameter[] {
    if (this._phase === 'run-form') {
      return this._exported?.plan?.parameters ?? [];
    }
    const others = this._proposal?.others ?? [];
    const shown = this.allParameters ? others : others.filter(other => this.choice(other.name).taken);
    return [...(this._proposal?.plan.parameters ?? []), ...shown];
  }
  /** How many parameters the pipeline could have that the form does not show. */
  hidden(): number {
    const { plan, others } = this._proposal!;
    return this._phase === 'form' ? plan.parameters.length + others.length - this.parameters().length : 0;
  }
  /** What is wrong with a parameter's value. */
  faultOf(parameter: Parameter): string | null {
    const { taken, typed } = this.choice(parameter.name);
    return taken ? fault(parameter, typed, this._options.trans) : null;
  }

  /** What is wrong with the name that was given to a parameter. */
  nameFaultOf({ name }: Parameter): string | null {
    const choice = this.choice(name);
    const others = this.parameters()
      .filter(other => other.name !== name && this.choice(other.name).taken)
      .map(other => this.choice(other.name).name);
    return choice.taken && choice.name !== name ? nameFault(choice.name, others, this._options.trans) : null;
  }
  /** The name of a parameter was made up, so that it can be another. */
  canRename({ name }: Parameter): boolean {
    return this._phase === 'form' && (this._proposal?.invented ?? []).includes(name);
  }

  /** What stands in the way of going on, one sentence; null where nothing does. */
  obstacle(): string | null {
    const { trans } = this._options;
    const proposal = this._proposal;
    if (this.parameters().some(parameter => this.faultOf(parameter) !== null)) {
      return trans.__('A parameter has a value that it cannot have.');
    }
    if (this.parameters().some(parameter => this.nameFaultOf(parameter) !== null)) {
      return trans.__('A parameter has a name that it cannot have.');
    }
    if (this._phase === 'run-form') {
      return this.actsOutside() && !this.allowEffects
        ? trans.__('The run acts outside of the notebook’s folder: allow that first.')
        : null;
    }
    if (proposal === null) {
      return trans.__('The plan is not made yet.');
    }
    if (proposal.findings.length > 0) {
      return trans.__('A fresh run of this notebook would fail: mend that first.');
    }
    if (this._folderFault !== null) {
      return this._folderFault;
    }
    if (this._asking) {
      return trans.__('The folder is being looked at.');
    }
    if (proposal.folder_state === 'foreign') {
      return trans.__('The folder holds something that is no export: choose another.');
    }
    const offer = proposal.targets.find(({ name }) => name === this.target);
    if (offer && offer.reasons.length > 0) {
      return offer.reasons[0];
    }
    if (this.actsOutside() && !this.allowEffects) {
      return trans.__('The verification would act outside of the notebook’s folder: allow that, or verify nothing.');
    }
    if (this.copiesTooMuch() && !this.allowCopy) {
      return trans.__('The verification would copy a lot: allow that, or verify nothing.');
    }
    return null;
  }
  /** What goes on next would do something to the world outside. */
  actsOutside(): boolean {
    if (this._phase === 'run-form') {
      return (this._exported?.effects ?? []).length > 0;
    }
    return this.verify !== 'none' && (this._proposal?.effects ?? []).length > 0;
  }
  copiesTooMuch(): boolean {
    const cost = this._proposal?.cost;
    return this.verify !== 'none' && !!cost && (cost.copied ?? 0) > cost.limit;
  }

  /** Start the export. */
  async start(): Promise<void> {
    const { api, subject, trans } = this._options;
    if (this._phase !== 'form' || this.obstacle() !== null) {
      return;
    }
    const request = this.request();
    this._enter('working', null);
    this._exported = null;
    try {
      if (subject.dirty && !(await subject.save())) {
        this._enter('form');
        this._say(trans.__('The notebook could not be saved, so nothing was exported.'));
        return;
      }
      const job = await api.startExport({ ...request, path: subject.path });
      await this._follow(job);
    } catch (reason) {
      this._enter('form');
      this._say(this._sentence(reason));
    }
  }

  /** What the server is asked for; what was left as proposed is not said. */
  request(): ExportRequest {
    const proposal = this._proposal!;
    const all = [...proposal.plan.parameters, ...proposal.others];
    const isOwn = (p: Parameter) => this.choice(p.name).typed === shownValue(p);
    const taken = all.filter(p => this.choice(p.name).taken);
    const isProposed =
      taken.length === proposal.plan.parameters.length && !taken.some(p => proposal.others.includes(p));
    const untouched = isProposed && taken.every(isOwn);
    return {
      path: this._options.subject.path,
      folder: this._folder,
      target: this.target,
      verify: this.verify,
      parameters: untouched
        ? null
        : Object.fromEntries(taken.map(p => [p.name, isOwn(p) ? null : literal(p, this.choice(p.name).typed)])),
      names: Object.fromEntries(
        taken.map(p => [p.name, this.choice(p.name).name]).filter(([proposed, name]) => proposed !== name)
      ),
      allow_effects: this.allowEffects,
      replace: this.replace && proposal.folder_state === 'edited',
      max_copy: this.allowCopy && this.copiesTooMuch() ? proposal.cost.copied! + 1 : null
    };
  }

  /** Offer to run what was exported with other values. */
  offerRun(): void {
    const plan = this._exported?.plan;
    if (plan) {
      if (this._job?.kind === 'export') {
        this._values = asProposed(plan.parameters);
      }
      this.allowEffects = false;
      this._enter('run-form');
    }
  }

  /** Run what was exported. */
  async run(): Promise<void> {
    if (this._phase !== 'run-form' || this.obstacle() !== null) {
      return;
    }
    const given = this.parameters().map(p => [p.name, literal(p, this.choice(p.name).typed)]);
    this._enter('working', null);
    try {
      const job = await this._options.api.startRun({ folder: this._folder, parameters: Object.fromEntries(given) });
      await this._follow(job);
    } catch (reason) {
      this._enter('run-form');
      this._say(this._sentence(reason));
    }
  }

  /** End what goes on. */
  async cancel(): Promise<void> {
    if (this._phase === 'working' && this._job && !this._cancelling) {
      this._cancelling = true;
      this._changed.emit();
      await this._options.api.cancelJob(this._job.job).catch(reason => this._say(this._sentence(reason)));
    }
  }
  get cancelling(): boolean {
    return this._cancelling;
  }

  /** Back to the choices: the plan is made anew, for the notebook may have changed. */
  async back(): Promise<void> {
    if (this._exported && this._phase === 'run-form') {
      this._enter('result');
    } else {
      const kept = { choices: this._choices, folder: this._folder };
      await this.plan();
      if (this.phase === 'form') {
        for (const [name, choice] of kept.choices) {
          if (this._choices.has(name)) {
            this._choices.set(name, choice);
          }
        }
        this._changed.emit();
        await this.chooseFolder(kept.folder);
      }
    }
  }

  private _chosen(): Map<string, IChoice> {
    return this._phase === 'run-form' ? this._values : this._choices;
  }

  private async _ask(folder: string | null): Promise<ExportProposal> {
    const { api, subject } = this._options;
    return api.plan({ path: subject.path, folder, notebook: subject.document() });
  }

  private _propose(proposal: ExportProposal): void {
    this._proposal = proposal;
    this._folder = proposal.folder;
    this._folderFault = null;
  }

  private async _follow(job: Job): Promise<void> {
    const { api, events, askMs } = this._options;
    this._folder = job.folder;
    this._enter('working', job);
    try {
      const end = await follow(api, events ?? null, job, newer => this._update(newer), askMs);
      this._job = end;
      if (end.kind === 'export' && end.status === 'done') {
        this._exported = end.result as ExportReport;
      }
      this._enter('result', end);
    } catch (reason) {
      this._fail(reason);
    }
  }

  private _update(job: Job): void {
    this._job = job;
    this._changed.emit();
  }
  private _sentence(reason: unknown): string {
    const text = refusal(reason, this._options.trans);
    const isOurs = reason instanceof ApiError && reason.kind !== 'refused'; // the server's may begin with a name
    return isOurs ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  }
  private _fail(reason: unknown): void {
    this._enter('trouble');
    this._say(this._sentence(reason));
  }
  private _say(message: string): void {
    this._message = message;
    this._changed.emit();
  }
  private _enter(phase: Phase, job?: Job | null): void {
    this._phase = phase;
    this._message = '';
    this._cancelling = false;
    if (job !== undefined) {
      this._job = job;
    }
    this._changed.emit();
  }

  private _asked = 0;
  private _asking = false;
  private _cancelling = false;
  private _changed = new Signal<this, void>(this);
  private _choices = new Map<string, IChoice>();
  private _exported: ExportReport | null = null;
  private _folder = '';
  private _folderFault: string | null = null;
  private _job: Job | null = null;
  private _message = '';
  private _phase: Phase = 'planning';
  private _proposal: ExportProposal | null = null;
  private _values = new Map<string, IChoice>();
}
