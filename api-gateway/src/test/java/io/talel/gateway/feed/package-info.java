/** Tests of feeds, and checks of their formats. */
package io.talel.gateway.feed;
