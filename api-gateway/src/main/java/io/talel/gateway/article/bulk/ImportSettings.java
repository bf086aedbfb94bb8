package io.talel.gateway.article.bulk;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Limits of imports.
 *
 * @param maxUpload longest file
 * @param maxUnpacked most bytes read of all files in a zip together
 */
@ConfigurationProperties("talelio.import")
record ImportSettings(DataSize maxUpload, DataSize maxUnpacked) {}
