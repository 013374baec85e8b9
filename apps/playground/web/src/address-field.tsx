interface AddressFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly isWrong: boolean;
  /** The id of what says how it is filled in, or what is wrong with it. */
  readonly note: string | undefined;
  readonly onChange: (value: string) => void;
}

/** A field for mailboxes. */
export function AddressField({ id, label, value, placeholder, isWrong, note, onChange }: AddressFieldProps) {
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      <input
        class="field-input"
        id={id}
        type="text"
        autocomplete="off"
        spellcheck={false}
        value={value}
        placeholder={placeholder}
        aria-invalid={isWrong}
        aria-describedby={note}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}
