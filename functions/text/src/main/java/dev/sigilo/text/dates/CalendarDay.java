package dev.sigilo.text.dates;

import java.time.YearMonth;

/** Checks which days exist in the calendar. */
final class CalendarDay {
    private CalendarDay() {}

    static boolean exists(int year, int month, int day) {
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth();
    }
}
