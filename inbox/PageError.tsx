import { useRouteError } from 'react-router';
import { ErrorState } from '../ui/states/State.tsx';

/** A page that could not be loaded or drawn: says so and offers to load it again; never a stack trace. */
export function PageError() {
  return <ErrorState error={useRouteError()} retry={() => window.location.reload()} />;
}
