import { Icon, type IconName } from "./icon.tsx";

interface SegmentsProps<Choice extends string> {
  readonly label: string;
  readonly choices: readonly { readonly choice: Choice; readonly label: string; readonly icon: IconName }[];
  readonly current: Choice;
  readonly onChange: (choice: Choice) => void;
}

/** A few choices side by side, of which one holds. */
export function Segments<Choice extends string>({ label, choices, current, onChange }: SegmentsProps<Choice>) {
  return (
    <fieldset class="segments" aria-label={label}>
      {choices.map(({ choice, label: choiceLabel, icon }) => (
        <button
          key={choice}
          class="segment"
          type="button"
          aria-label={choiceLabel}
          title={choiceLabel}
          aria-pressed={choice === current}
          onClick={() => onChange(choice)}
        >
          <Icon name={icon} />
        </button>
      ))}
    </fieldset>
  );
}
