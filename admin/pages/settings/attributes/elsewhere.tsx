// "/attributes" is a short way to their tab in Settings.
import { Redirect } from "wouter-preact";

export default function AttributesElsewhere() {
  return <Redirect to="/settings?tab=attributes" replace />;
}
