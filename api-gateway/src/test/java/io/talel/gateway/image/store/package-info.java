/** Tests of the way to the bucket. */
package io.talel.gateway.image.store;
