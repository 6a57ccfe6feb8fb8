// Home: until the first signal, the set-up; from then on, what is true today.
import { useEffect, useMemo, useState } from "preact/hooks";
import { ErrorNote } from "../../components/error-note";
import { PageHeader } from "../../components/page-header";
import { Skeleton } from "../../components/skeleton";
import { text } from "../../texts/index";
import { homeModel } from "./model";
import { SetUpGuide } from "./set-up-guide";
import { Today } from "./today";

export default function HomePage() {
  const model = useMemo(homeModel, []);
  useEffect(() => {
    const stop = model.installation.watch();
    return () => {
      stop();
      model.dispose();
    };
  }, []);
  const { state, problem } = model.installation;
  // Who saw the light turn green stays to see it: Home takes over when they want it to.
  const [settingUp, setSettingUp] = useState(false);
  useEffect(() => {
    if (state.value && !model.live.value) setSettingUp(true);
  }, [state.value]);

  if (!state.value) {
    return (
      <>
        <PageHeader title={text.pages.home} />
        {problem.value ? <ErrorNote problem={problem.value} /> : <Skeleton widths={[40, 90, 70]} />}
      </>
    );
  }
  if (settingUp || !model.live.value) {
    return <SetUpGuide model={model.installation} onDone={() => setSettingUp(false)} />;
  }
  return <Today model={model} />;
}
