// The top of each page. It also tells the browser and the screen reader that the page changed: sets the title and
// moves the focus to the heading, which is why every page must have one.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { arrivedByNavigation } from "../models/navigation";
import { text } from "../texts/index";
import { ArrowLeft } from "./icons";
import { Link } from "./link";

export interface PageHeaderProps {
  title: string;
  /** One sentence, at most two. */
  about?: ComponentChildren;
  /** Beside the title: a Badge, a StatusDot. */
  mark?: ComponentChildren;
  back?: { to: string; label: string };
  actions?: ComponentChildren;
}

export function PageHeader({ title, about, mark, back, actions }: PageHeaderProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [path] = useLocation();

  useEffect(() => {
    document.title = text.pageTitle(title);
  }, [title]);

  useEffect(() => {
    if (arrivedByNavigation()) heading.current?.focus({ preventScroll: true });
  }, [path]);

  return (
    <header class="mb-6">
      {back && (
        <Link to={back.to} icon={ArrowLeft} class="mb-2 inline-flex items-center gap-1.5">
          {back.label}
        </Link>
      )}
      <div class="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div class="min-w-0">
          <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 ref={heading} tabIndex={-1} class="text-28">
              {title}
            </h1>
            {mark}
          </div>
          {about && <p class="mt-1 max-w-prose text-muted">{about}</p>}
        </div>
        {actions && <div class="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </header>
  );
}
