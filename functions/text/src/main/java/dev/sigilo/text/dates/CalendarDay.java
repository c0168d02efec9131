package dev.sigilo.text.dates;

import java.time.YearMonth;

/** Which days the calendar has. */
final class CalendarDay {
    private CalendarDay() {}

    static boolean exists(int year, int month, int day) {
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth();
    }
}
