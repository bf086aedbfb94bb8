package io.talel.ops.backup.format;

/** Places of the log in which no event was seen, though there were later ones; both ends belong to it. */
public record Gap(long first, long last) {

    public Gap {
        if (first > last) {
            throw new IllegalArgumentException(first + " > " + last);
        }
    }

    public long size() {
        return last - first + 1;
    }
}
