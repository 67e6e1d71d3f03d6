//! When a connection is overdue, by its counts alone.

use super::*;

const SECOND: Duration = Duration::from_secs(1);

struct Trial {
    pulse: Arc<Pulse>,
    looks: Looks,
    now: Duration,
}

impl Trial {
    fn new() -> Self {
        let now = Duration::from_secs(100);
        Self { pulse: Arc::new(Pulse::new(now)), looks: Looks::begin(now), now }
    }

    /// Looks every five seconds for so long, or until it is overdue: why, and after how many seconds.
    fn pass(&mut self, seconds: u64) -> Option<(Overdue, u64)> {
        self.pass_while(seconds, |_| {})
    }

    fn pass_while(&mut self, seconds: u64, moves: impl Fn(&Pulse)) -> Option<(Overdue, u64)> {
        let begun = self.now;
        while self.now < begun + seconds as u32 * SECOND {
            self.now += 5 * SECOND;
            moves(&self.pulse);
            if let Some(overdue) = self.looks.look(&self.pulse, &Limits::default(), self.now) {
                return Some((overdue, (self.now - begun).as_secs()));
            }
        }
        None
    }
}

#[test]
fn a_new_connection_has_fifteen_seconds_for_its_first_request_however_it_drips() {
    assert_eq!(Trial::new().pass(60), Some((Overdue::Silent, 15)));
    assert_eq!(Trial::new().pass_while(60, |pulse| add(&pulse.reads)), Some((Overdue::Silent, 15)));
}

#[test]
fn a_kept_connection_may_be_idle_for_a_minute_and_a_head_on_it_may_not_stall() {
    let mut kept = Trial::new();
    drop(UnderWay::begin(&kept.pulse, false));
    assert_eq!(kept.pass(100), Some((Overdue::Idle, 65)));
    let mut stalled = Trial::new();
    drop(UnderWay::begin(&stalled.pulse, false));
    assert_eq!(stalled.pass(20), None);
    add(&stalled.pulse.reads);
    assert_eq!(stalled.pass(60), Some((Overdue::Head, 20)));
    let mut used = Trial::new();
    assert_eq!(used.pass_while(600, |pulse| pulse.begun.store(pulse.begun.load(Ordering::Relaxed) + 1, Ordering::Relaxed)), None);
}

#[test]
fn a_call_may_take_its_time_and_its_answer_must_be_read() {
    let mut slow = Trial::new();
    let call = UnderWay::begin(&slow.pulse, false);
    assert_eq!(slow.pass(600), None, "the server itself takes long");
    slow.pulse.is_blocked.store(true, Ordering::Relaxed);
    assert_eq!(slow.pass_while(600, |pulse| add(&pulse.writes)), None, "it is read, slowly");
    assert_eq!(slow.pass(600), Some((Overdue::Unread, 60)));
    drop(call);
}

#[test]
fn one_unread_answer_among_others_that_are_read_ends_a_multiplexed_connection() {
    let mut shared = Trial::new();
    let mut unread = UnderWay::begin(&shared.pulse, true);
    unread.is_answered();
    let mut read = UnderWay::begin(&shared.pulse, true);
    read.is_answered();
    drop(read);
    let reading = |pulse: &Pulse| {
        let mut call = UnderWay { pulse: Arc::new(Pulse::default()), taken: None };
        call.is_answered();
        pulse.begun.store(pulse.begun.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
        add(&pulse.writes);
    };
    assert_eq!(shared.pass_while(600, reading), Some((Overdue::Unread, 65)));
    let mut shared = Trial::new();
    let mut slow = UnderWay::begin(&shared.pulse, true);
    slow.is_answered();
    assert_eq!(shared.pass_while(600, |_| slow.moves_on()), None);
    drop(slow);
    add(&shared.pulse.reads);
    assert_eq!(shared.pass(600), Some((Overdue::Idle, 60)), "a frame need not be a head");
}

#[test]
fn idleness_ends_with_the_next_request() {
    let mut kept = Trial::new();
    drop(UnderWay::begin(&kept.pulse, false));
    assert_eq!((kept.pass(10), kept.pulse.idleness()), (None, 1));
    let call = UnderWay::begin(&kept.pulse, false);
    assert_eq!(kept.pulse.idleness(), 0);
    drop(call);
    assert_eq!(kept.pulse.idleness(), 0);
}
