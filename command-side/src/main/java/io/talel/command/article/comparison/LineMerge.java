package io.talel.command.article.comparison;

import io.talel.command.article.comparison.LineDiff.Hunk;
import java.util.List;
import java.util.Optional;

/**
 * Merges two texts that were made of the same one, by lines. Whether a line ends with CR LF or LF is no difference: the lines
 * of the other text keep their ends, and ours end like its first line.
 */
final class LineMerge {

    private final Text theirs;
    private final List<Hunk> ourHunks;
    private final List<Hunk> theirHunks;
    private final StringBuilder merged = new StringBuilder();

    /** How many lines of the base are done. */
    private int done;

    /** How many lines of the other text are merged or left out. */
    private int taken;

    /** End of the last line merged; empty before the first. */
    private Optional<String> end = Optional.empty();

    private LineMerge(Text base, Text ours, Text theirs) {
        this.theirs = theirs;
        this.ourHunks = LineDiff.of(base.lines(), ours.lines());
        this.theirHunks = LineDiff.of(base.lines(), theirs.lines());
    }

    /** @return empty if both have changed the same lines, or lines next to each other, in different ways */
    static Optional<String> merge(String base, String ours, String theirs) {
        return new LineMerge(Text.of(base), Text.of(ours), Text.of(theirs)).merge();
    }

    private Optional<String> merge() {
        int i = 0;
        int j = 0;
        while (i < ourHunks.size() || j < theirHunks.size()) {
            if (j == theirHunks.size()
                    || (i < ourHunks.size()
                            && ourHunks.get(i).to() < theirHunks.get(j).from())) {
                takeOurs(ourHunks.get(i++));
            } else if (i == ourHunks.size()
                    || theirHunks.get(j).to() < ourHunks.get(i).from()) {
                takeTheirs(theirHunks.get(j++));
            } else if (ourHunks.get(i).equals(theirHunks.get(j))) {
                takeTheirs(theirHunks.get(j++));
                i++;
            } else {
                return Optional.empty();
            }
        }
        take(theirs.lines().length - taken);
        return Optional.of(merged.toString());
    }

    private void takeOurs(Hunk hunk) {
        take(hunk.from() - done);
        hunk.lines().forEach(line -> add(line, theirs.firstEnd()));
        taken += hunk.to() - hunk.from();
        done = hunk.to();
    }

    private void takeTheirs(Hunk hunk) {
        take(hunk.from() - done + hunk.lines().size());
        done = hunk.to();
    }

    private void take(int lines) {
        for (int line = 0; line < lines; line++) {
            add(theirs.lines()[taken], theirs.ends()[taken]);
            taken++;
        }
    }

    /** The last line of a text has no end; if another one follows it, it gets one. */
    private void add(String line, String itsEnd) {
        end.ifPresent(before -> merged.append(before.isEmpty() ? theirs.firstEnd() : before));
        merged.append(line);
        end = Optional.of(itsEnd);
    }

    /**
     * @param lines without their ends
     * @param ends of the lines; the last one is empty
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Text(String[] lines, String[] ends) {

        private static final String LF = "\n";
        private static final String CR = "\r";

        static Text of(String text) {
            String[] lines = text.split(LF, -1);
            String[] ends = new String[lines.length];
            int last = lines.length - 1;
            ends[last] = "";
            for (int i = 0; i < last; i++) {
                boolean hasCr = lines[i].endsWith(CR);
                ends[i] = hasCr ? CR + LF : LF;
                lines[i] = hasCr ? lines[i].substring(0, lines[i].length() - 1) : lines[i];
            }
            return new Text(lines, ends);
        }

        String firstEnd() {
            return ends[0].isEmpty() ? LF : ends[0];
        }
    }
}
