package io.talel.ops.backup.format;

/** Places of the log that were empty although later places had events; both ends included. */
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
