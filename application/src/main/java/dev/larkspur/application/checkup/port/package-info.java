/** How an app is looked over before anybody relies on it. */
@NullMarked
package dev.larkspur.application.checkup.port;

import org.jspecify.annotations.NullMarked;
