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
 * @param compilers the part of it that threads of the JVM took to compile
 * @param ours of this program and all processes that it started
 * @param busy of the whole machine, including time that the hypervisor took for other machines
 * @param total that has passed, times the number of cores
 */
record CpuTime(long servers, long compilers, long ours, long busy, long total) {

    /** The unit of /proc, fixed at 100 a second for every user of it. */
    private static final double MILLIS_A_TICK = 10;

    /** @param servers roots of the trees of processes that make an operation */
    static CpuTime now(ProcessHandle... servers) {
        long[] cpu = machine();
        long total = Arrays.stream(cpu).sum();
        long idle = cpu[3] + cpu[4];
        return new CpuTime(
                Arrays.stream(servers).mapToLong(CpuTime::treeTicks).sum(),
                Arrays.stream(servers).mapToLong(CpuTime::compilerTicks).sum(),
                treeTicks(ProcessHandle.current()),
                total - idle,
                total);
    }

    /** Includes ended processes that this program started: they count as servers. */
    CpuTime withEndedChildren() {
        ProcessHandle own = ProcessHandle.current();
        return new CpuTime(servers + ticks(own, 13, 15), compilers, ours, busy, total);
    }

    CpuTime since(CpuTime before) {
        return new CpuTime(
                servers - before.servers,
                compilers - before.compilers,
                ours - before.ours,
                busy - before.busy,
                total - before.total);
    }

    double serverMillis() {
        return servers * MILLIS_A_TICK;
    }

    /** Share of all cores, from 0 to 1, that compilers used. Negative if one of their threads ended. */
    double compilersShare() {
        return total == 0 ? 0 : (double) compilers / total;
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

    /** Threads of compilers are named C1 and C2. */
    private static long compilerTicks(ProcessHandle process) {
        try (Stream<Path> threads = Files.list(directory(process).resolve("task"))) {
            return threads.filter(thread -> read(thread.resolve("comm")).matches("C[12] Compiler.*\n"))
                    .mapToLong(thread -> ticks(thread, 11, 13))
                    .sum();
        } catch (IOException ended) {
            return 0;
        }
    }

    private static long ticks(ProcessHandle process, int from, int to) {
        return ticks(directory(process), from, to);
    }

    /** Fields of the file stat behind the name: 11 and 12 are the process or thread itself, 13 and 14 ended children. */
    private static long ticks(Path processOrThread, int from, int to) {
        String line = read(processOrThread.resolve("stat"));
        String[] fields = line.substring(line.lastIndexOf(')') + 1).strip().split(" ");
        return Arrays.stream(fields)
                .skip(from)
                .limit(to - from)
                .mapToLong(Long::parseLong)
                .sum();
    }

    private static Path directory(ProcessHandle process) {
        return Path.of("/proc", Long.toString(process.pid()));
    }

    /** Empty if the process or thread has ended. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ended) {
            return "";
        }
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
