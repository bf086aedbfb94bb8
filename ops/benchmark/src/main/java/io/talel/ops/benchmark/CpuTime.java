package io.talel.ops.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Processor time, in ticks of the kernel.
 *
 * @param servers of the application and of PostgreSQL with all its processes
 * @param ours of this program and all processes that it started
 * @param busy of the whole machine, including time that the hypervisor took for other machines
 * @param total that has passed, times the number of cores
 */
record CpuTime(long servers, long ours, long busy, long total) {

    /** The unit of /proc, fixed at 100 a second for every user of it. */
    private static final double MILLIS_A_TICK = 10;

    /** @param servers roots of the trees of processes that make an operation */
    static CpuTime now(ProcessHandle... servers) {
        long[] cpu = machine();
        long total = Arrays.stream(cpu).sum();
        long idle = cpu[3] + cpu[4];
        return new CpuTime(
                Arrays.stream(servers).mapToLong(CpuTime::treeTicks).sum(),
                treeTicks(ProcessHandle.current()),
                total - idle,
                total);
    }

    /** Includes ended processes that this program started: they count as servers. */
    CpuTime withEndedChildren() {
        ProcessHandle own = ProcessHandle.current();
        return new CpuTime(servers + ticks(own, 13, 15), ours, busy, total);
    }

    CpuTime since(CpuTime before) {
        return new CpuTime(servers - before.servers, ours - before.ours, busy - before.busy, total - before.total);
    }

    double serverMillis() {
        return servers * MILLIS_A_TICK;
    }

    /** Share of all cores, from 0 to 1, that the hypervisor and foreign processes used. */
    double othersShare() {
        return total == 0 ? 0 : (double) Math.max(0, busy - ours) / total;
    }

    /** An ended process is part of its parent's count of ended children. */
    private static long treeTicks(ProcessHandle root) {
        return Stream.concat(Stream.of(root), root.descendants())
                .mapToLong(process -> ticks(process, 11, 15))
                .sum();
    }

    /** Fields of /proc/PID/stat behind the name: 11 and 12 are the process itself, 13 and 14 its ended children. */
    private static long ticks(ProcessHandle process, int from, int to) {
        String line;
        try {
            line = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        } catch (IOException ended) {
            return 0;
        }
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return Arrays.stream(fields, from, to).mapToLong(Long::parseLong).sum();
    }

    /** User, nice, system, idle, iowait, irq, softirq, steal. */
    private static long[] machine() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            String[] fields = lines.findFirst().orElseThrow().split(" +");
            return Arrays.stream(fields, 1, 9).mapToLong(Long::parseLong).toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
