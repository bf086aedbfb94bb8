package io.talel.ops.console.cli.doctor;

import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.StoreCommand;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "probe",
        description = "Asks an address from outside, as clients do, and looks whether disks have room; exits with 3 if"
                + " something is wrong. Needs no store.")
public final class ProbeCommand extends StoreCommand {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** Part of a disk that has to be free: that of the alert DiskFull. */
    private static final int FREE_PERCENT = 10;

    @Parameters(
            paramLabel = "URL",
            converter = HttpsAddressConverter.class,
            description = "HTTPS address. It must answer 200 with a trusted certificate.")
    private URI address = URI.create("");

    @Option(
            names = "--tries",
            paramLabel = "N",
            defaultValue = "1",
            description = "Most attempts, five seconds apart; stops as soon as all is well (default: 1).")
    private int tries = 1;

    @Option(
            names = "--certificate-days",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many days the certificate must last (default: 0).")
    private int certificateDays;

    @Option(
            names = "--disk",
            paramLabel = "PATH",
            description = "A directory on a disk of which a tenth must be free; may be given several times.")
    private List<Path> disks = List.of();

    @Override
    protected int run(CommandContext context) {
        List<Finding> findings = new ArrayList<>(answer(context));
        disks.forEach(disk -> findings.add(room(disk)));
        return DoctorCommand.show(findings, context);
    }

    private List<Finding> answer(CommandContext context) {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            HttpsProbe probe = new HttpsProbe(client, context.clock());
            List<Finding> findings = probe.ask(address, certificateDays);
            for (int tried = 1; tried < tries && !DoctorCommand.isHealthy(findings); tried++) {
                Thread.sleep(PAUSE);
                findings = probe.ask(address, certificateDays);
            }
            return findings;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The probe was interrupted", e);
        }
    }

    private static Finding room(Path disk) {
        try {
            FileStore store = Files.getFileStore(disk);
            long free = 100 * store.getUsableSpace() / Math.max(1, store.getTotalSpace());
            String found = "%d %% are free".formatted(free);
            Finding finding =
                    free >= FREE_PERCENT ? Finding.ok(found) : Finding.problem(found, "See docs/runbook.md#diskfull.");
            return finding.of("disk " + disk);
        } catch (IOException e) {
            return Finding.problem(e.toString(), "Name a directory that is there.")
                    .of("disk " + disk);
        }
    }
}
