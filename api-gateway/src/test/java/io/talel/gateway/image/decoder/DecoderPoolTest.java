package io.talel.gateway.image.decoder;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.image.ImageFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** A decoder that misbehaves costs one file. */
class DecoderPoolTest {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration BUSY = Duration.ofSeconds(2);

    private DecoderPool pool = new DecoderPool(HostileDecoder.class, Decoders.with(LONG, LONG));

    @AfterEach
    void end() {
        pool.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "allocate 4 GB",
                "allocate 4 GB beside the heap",
                "fill the heap with small things",
                "crash",
                "recurse",
                "throw",
                "answer too much",
                "claim too much"
            })
    void a_misbehaving_decoder_costs_one_file(String order) throws Exception {
        assertThatThrownBy(() -> decode(order)).isInstanceOf(DecodingFailed.class);
        assertThat(decode("return")).isEqualTo("returned");
    }

    @ParameterizedTest
    @ValueSource(strings = {"never return", "never stop"})
    void a_decoder_that_never_returns_is_ended_by_its_deadline(String order) throws Exception {
        use(Decoders.with(SOON, LONG));
        ProcessHandle decoder = decoder();
        assertThatThrownBy(() -> decode(order))
                .isInstanceOf(DecodingFailed.class)
                .hasMessageContaining("longer than");
        awaitEnd(decoder);
        assertThat(decoder().pid()).isNotEqualTo(decoder.pid());
    }

    @Test
    void output_of_a_decoder_is_no_answer_and_delays_none() throws Exception {
        assertThat(decode("print")).isEqualTo("printed");
        assertThat(decode("return")).isEqualTo("returned");
    }

    @Test
    void a_cleaned_file_is_taken_up_to_the_limit_and_refused_with_the_reason_beyond_it() throws Exception {
        assertThat(decode("answer as much as is taken")).hasSize(DecoderAnswer.MAX_LENGTH);
        ProcessHandle decoder = decoder();
        assertThatThrownBy(() -> decode("answer a byte more"))
                .isInstanceOf(DecodingFailed.class)
                .hasMessageContaining((DecoderAnswer.MAX_LENGTH + 1) + " bytes");
        assertThat(decoder()).as("it has done nothing wrong").isEqualTo(decoder);
    }

    @Test
    void a_decoder_is_used_again() throws Exception {
        assertThat(decoder()).isEqualTo(decoder());
    }

    @Test
    void a_decoder_without_work_ends() throws Exception {
        use(Decoders.with(LONG, Duration.ofMillis(1)));
        awaitEnd(decoder());
    }

    @Test
    void a_decoder_that_is_killed_without_work_is_replaced() throws Exception {
        ProcessHandle decoder = decoder();
        decoder.destroyForcibly();
        assertThat(decoder().pid()).isNotEqualTo(decoder.pid());
    }

    @Test
    void a_file_is_not_at_fault_when_its_decoder_is_killed() throws Exception {
        ProcessHandle first = decoder();
        CompletableFuture<Object> outcome = CompletableFuture.supplyAsync(() -> {
            try {
                return decode("never stop");
            } catch (DecodingFailed | DecoderUnavailable e) {
                return e;
            }
        });
        awaitBusy(first);
        first.destroyForcibly();
        ProcessHandle second = awaitOtherThan(first);
        awaitBusy(second);
        second.destroyForcibly();
        assertThat(outcome.get(60, SECONDS)).isInstanceOf(DecoderUnavailable.class);
        assertThat(decode("return")).isEqualTo("returned");
    }

    @Test
    void a_decoder_that_does_not_start_is_unavailable() {
        pool.close();
        pool = new DecoderPool(DecoderPoolTest.class, Decoders.with(LONG, LONG));
        assertThatThrownBy(() -> decode("return")).isInstanceOf(DecoderUnavailable.class);
    }

    @Test
    void a_pool_that_is_closed_leaves_no_process() throws Exception {
        ProcessHandle decoder = decoder();
        pool.close();
        awaitEnd(decoder);
        assertThatThrownBy(() -> decode("return")).isInstanceOf(DecoderUnavailable.class);
    }

    @Test
    void nothing_of_the_environment_is_handed_on() throws Exception {
        assertThat(decode("say the environment").split(","))
                .contains("MALLOC_ARENA_MAX")
                .isSubsetOf("MALLOC_ARENA_MAX", "PWD", "OLDPWD", "SHLVL", "_");
    }

    @Test
    void a_system_out_of_memory_ends_a_decoder_before_the_node() throws Exception {
        assertThat(proc(decoder(), "oom_score_adj").strip()).isEqualTo("1000");
    }

    @Test
    void what_a_decoder_allocates_beside_its_heap_is_bounded() throws Exception {
        assertThat(proc(decoder(), "limits")).containsPattern("Max address space +" + ((96L + 1024) << 20));
    }

    @Test
    void a_decoder_ends_with_its_parent_even_while_it_works() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DecoderParent.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = parent.inputReader()) {
            ProcessHandle decoder =
                    ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
            awaitBusy(decoder);
            parent.destroyForcibly();
            awaitEnd(decoder);
        }
    }

    @Test
    void settings_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> new DecoderSettings(0, DataSize.ofMegabytes(512), LONG, LONG))
                .hasMessageContaining("IMAGE_DECODERS");
        assertThatThrownBy(() -> new DecoderSettings(1, DataSize.ofMegabytes(64), LONG, LONG))
                .hasMessageContaining("IMAGE_DECODER_MEMORY");
        assertThat(new DecoderSettings(null, DataSize.ofMegabytes(512), LONG, LONG).parallel())
                .isBetween(1, 4);
    }

    private void use(DecoderSettings settings) {
        pool.close();
        pool = new DecoderPool(HostileDecoder.class, settings);
    }

    private String decode(String order) throws DecodingFailed, DecoderUnavailable {
        byte[] file = order.getBytes(StandardCharsets.US_ASCII);
        return new String(pool.decode(new DecodingTask(ImageFormat.PNG, 1, file)), StandardCharsets.US_ASCII);
    }

    /** The process that does the work now. */
    private ProcessHandle decoder() throws Exception {
        return ProcessHandle.of(Long.parseLong(decode("say the pid"))).orElseThrow();
    }

    private static ProcessHandle awaitOtherThan(ProcessHandle first) {
        return await().atMost(LONG)
                .until(
                        () -> ProcessHandle.current()
                                .children()
                                .filter(child -> child.pid() != first.pid() && isDecoder(child))
                                .findAny(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static boolean isDecoder(ProcessHandle process) {
        try {
            return proc(process, "cmdline").contains(HostileDecoder.class.getName());
        } catch (IOException e) {
            return false;
        }
    }

    private static String proc(ProcessHandle process, String file) throws IOException {
        return Files.readString(Path.of("/proc", String.valueOf(process.pid()), file), StandardCharsets.ISO_8859_1);
    }

    /** More than a start takes. */
    private static void awaitBusy(ProcessHandle process) {
        await().atMost(LONG).until(() -> process.info()
                .totalCpuDuration()
                .filter(used -> used.compareTo(BUSY) > 0)
                .isPresent());
    }

    private static void awaitEnd(ProcessHandle process) {
        await().atMost(LONG).until(() -> !process.isAlive());
    }
}
