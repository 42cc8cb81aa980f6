import { Component, type ReactNode } from 'react';
import { CrashScreen } from './crash-screen.tsx';

interface State {
  readonly error: unknown;
  readonly hasFailed: boolean;
}

/** Catches what a view throws while it is drawn, so that no mistake of ours leaves a blank screen. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: undefined, hasFailed: false };

  static getDerivedStateFromError(error: unknown): State {
    return { error, hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return <CrashScreen error={this.state.error} onRetry={() => this.setState({ error: undefined, hasFailed: false })} />;
  }
}
