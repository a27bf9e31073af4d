// The graph of a plan's steps: what hands which names to what, and in which order the rest runs. Pure.
import { Plan, PlanStep } from '../report';

export interface IEdge {
  from: string;
  to: string;
  /** What crosses; empty where one only runs after the other. */
  names: string[];
}

/** The edges on which values cross (imports and definitions are replayed, not handed on), and where no way leads from a step to one that must wait for it, one that says so. */
export function edgesOf(plan: Plan): IEdge[] {
  const steps = new Set(plan.steps.map(step => step.name));
  const crossing = new Map<string, IEdge>();
  for (const { name, from, to, carrier } of plan.crossings) {
    for (const target of carrier === 'replay' ? [] : to) {
      if (steps.has(from) && steps.has(target)) {
        const key = `${from}\n${target}`;
        const edge = crossing.get(key) ?? { from, to: target, names: [] };
        edge.names.push(name);
        crossing.set(key, edge);
      }
    }
  }
  const edges = [...crossing.values()];
  for (const step of plan.steps) {
    for (const before of [...(step.after ?? [])].reverse()) {
      if (steps.has(before) && !leads(edges, before, step.name)) {
        edges.push({ from: before, to: step.name, names: [] });
      }
    }
  }
  return edges;
}

function leads(edges: IEdge[], from: string, to: string): boolean {
  const seen = new Set<string>();
  const todo = [from];
  while (todo.length > 0) {
    const at = todo.pop()!;
    if (at === to) {
      return true;
    }
    if (!seen.has(at)) {
      seen.add(at);
      todo.push(...edges.filter(edge => edge.from === at).map(edge => edge.to));
    }
  }
  return false;
}

/** The first names, and how many more there are, in no more characters than given (but for a single name). */
export function shortNames(names: readonly string[], longest: number): string {
  for (let count = names.length; count > 1; count--) {
    const more = names.length - count;
    const text = names.slice(0, count).join(', ') + (more ? ` +${more}` : '');
    if (text.length <= longest) {
      return text;
    }
  }
  const [name = ''] = names;
  const more = names.length > 1 ? ` +${names.length - 1}` : '';
  return cut(name, Math.max(4, longest - more.length)) + more;
}

export function cut(text: string, longest: number): string {
  const characters = Array.from(text);
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`;
}

/** The step's title, or its name without the number. */
export function titleOf(step: PlanStep): string {
  return step.title || step.name.replace(/^\d+-/, '');
}
