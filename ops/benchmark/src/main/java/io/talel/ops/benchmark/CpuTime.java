package io.talel.ops.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Processor time, in ticks of the kernel.
 *
 * @param servers of the API and of PostgreSQL with all its processes
 * @param ours of everything this program started, itself included
 * @param busy of the whole machine, by whomever
 * @param stolen by the hypervisor for other machines
 * @param total that has passed, on all cores
 */
record CpuTime(long servers, long ours, long busy, long stolen, long total) {

    /** The unit of /proc, fixed at 100 a second for every user of it. */
    private static final double MILLIS_A_TICK = 10;

    /**
     * @param servers roots of the trees of processes that make an operation
     * @param started roots of the trees of all that was started, those servers included
     */
    static CpuTime now(List<ProcessHandle> servers, List<ProcessHandle> started) {
        long serverTicks = servers.stream().mapToLong(CpuTime::treeTicks).sum();
        long startedTicks = started.stream().mapToLong(CpuTime::treeTicks).sum();
        long own = processTicks(ProcessHandle.current(), false);
        String[] fields = machine().split(" +");
        long[] cpu = Arrays.stream(fields, 1, 9).mapToLong(Long::parseLong).toArray();
        long total = Arrays.stream(cpu).sum();
        long idle = cpu[3] + cpu[4];
        long stolen = cpu[7];
        return new CpuTime(serverTicks, startedTicks + own, total - idle - stolen, stolen, total);
    }

    /** With what the processes took that this program started, and that have ended: they count as servers. */
    CpuTime withEndedChildren() {
        ProcessHandle own = ProcessHandle.current();
        long ended = processTicks(own, true) - processTicks(own, false);
        return new CpuTime(servers + ended, ours + ended, busy, stolen, total);
    }

    CpuTime since(CpuTime before) {
        return new CpuTime(
                servers - before.servers,
                ours - before.ours,
                busy - before.busy,
                stolen - before.stolen,
                total - before.total);
    }

    CpuTime plus(CpuTime more) {
        return new CpuTime(
                servers + more.servers, ours + more.ours, busy + more.busy, stolen + more.stolen, total + more.total);
    }

    double serverMillis() {
        return servers * MILLIS_A_TICK;
    }

    /** Share of all cores, from 0 to 1, that everything we started used. */
    double ourShare() {
        return share(ours);
    }

    /** Share of all cores that went to processes not started by us. */
    double othersShare() {
        return share(Math.max(0, busy - ours));
    }

    double stolenShare() {
        return share(stolen);
    }

    private double share(long ticks) {
        return total == 0 ? 0 : (double) ticks / total;
    }

    /** A process that has ended was added to its parent's count of ended children, which only a root's is read for. */
    private static long treeTicks(ProcessHandle root) {
        long descendants = root.descendants()
                .mapToLong(child -> processTicks(child, false))
                .sum();
        return processTicks(root, true) + descendants;
    }

    private static long processTicks(ProcessHandle process, boolean withEndedChildren) {
        String line;
        try {
            line = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        } catch (IOException ended) {
            return 0;
        }
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return Arrays.stream(fields, 11, withEndedChildren ? 15 : 13)
                .mapToLong(Long::parseLong)
                .sum();
    }

    private static String machine() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            return lines.findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
