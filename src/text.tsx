// Plain text in which `names` are set as code. Never HTML.
import * as React from 'react';

export function Text(props: { text: string }): JSX.Element {
  const parts = props.text.split(/`([^`]+)`/);
  return <>{parts.map((part, i) => (i % 2 ? <code key={i}>{part}</code> : part))}</>;
}
