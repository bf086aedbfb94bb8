package io.talel.gateway.image.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContentStoreSettingsTest {

    @Test
    void no_key_is_shown() {
        ContentStoreSettings settings = new ContentStoreSettings(
                "http://127.0.0.1:9000", "eu-central-1", "pictures", "the-access", "the-secret", "the-token");
        assertThat(settings.toString())
                .contains("http://127.0.0.1:9000", "eu-central-1", "pictures")
                .doesNotContain("the-access", "the-secret", "the-token");
    }
}
