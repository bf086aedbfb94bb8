package io.talel.gateway.e2e;

import io.talel.gateway.image.clean.LargeWebp;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A node whose decoders have the smallest heap: 32 MiB of its 96 are for one picture. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecoderMemoryE2E {

    private static final String WRONG_TYPE = "One or more image files are of invalid type";

    private final GatewayNode node = GatewayNode.besideShared(Map.of("IMAGE_DECODER_MEMORY", "96MB"));
    private final ApiSession ada = TestPerson.signedIn(node.api(), "ada");

    @AfterAll
    void stop() {
        node.close();
    }

    static Stream<Arguments> limits() {
        return Stream.of(
                Arguments.argumentSet("lossy", LargeWebp.lossy(1_024, 1_040), LargeWebp.lossy(1_040, 1_040)),
                Arguments.argumentSet(
                        "lossless", LargeWebp.lossless(2_588, 2_588, 1), LargeWebp.lossless(2_592, 2_592, 1)),
                Arguments.argumentSet(
                        "lossless with many groups",
                        LargeWebp.lossless(1_000, 1_000, 5_080),
                        LargeWebp.lossless(1_000, 1_000, 5_110)));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void a_webp_that_just_fits_into_a_decoder_is_accepted_and_a_larger_one_refused(byte[] fitting, byte[] larger) {
        upload(fitting).is(200);
        upload(larger).isBadRequest(WRONG_TYPE);
    }

    @Test
    void what_a_decoder_refuses_for_its_memory_costs_that_upload_only() {
        upload(LargeWebp.lossy(4_000, 3_000)).isBadRequest(WRONG_TYPE);
        upload(Pictures.PNG).is(200);
    }

    private ApiAnswer upload(byte[] file) {
        return ada.upload(new Multipart().file("image", "large.webp", "image/webp", file));
    }
}
