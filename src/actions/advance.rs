//! What an event makes of a revocation, and in which order that may be acted upon: where it stands is on disk before it is
//! shown, and before what is sent next.

use super::{
    call::Call, effect::RevocationEffect, event::RevocationEvent, job::Job, revocation::Revocation,
};
use crate::{browser_records::Kept, inputs::Inputs};

/// What an event makes of a revocation.
#[must_use]
#[derive(Debug)]
pub(crate) enum Advance {
    /// It stands where it stood, so there is nothing to be kept.
    Now(Advanced),
    /// Where it stands is to be kept first.
    AfterWrite(Unkept),
}

/// Where a revocation stands, and what comes next once that is kept: nobody gets at that but in exchange for what
/// [became](Self::kept) of the record.
#[must_use]
#[derive(Debug)]
pub(crate) struct Unkept {
    /// Of the event.
    epoch: u32,
    advanced: Advanced,
}

/// Where a revocation stands, to be shown and acted upon.
#[must_use]
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Advanced {
    pub revocation: Revocation,
    /// What is to be done now.
    pub effect: Option<(u32, RevocationEffect)>,
    pub meanwhile: Meanwhile,
}

/// What has happened while it was being kept where a revocation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meanwhile {
    /// Nothing that matters.
    Nothing,
    /// The browser has not kept it, so that what was to be sent was taken back.
    Withheld,
    /// The person has given it up. What was kept is not so any more, and where it stands now is to be kept in its place.
    GivenUp,
}

impl Revocation {
    /// What an event makes of it; one of another epoch, or one that does not fit the stage, changes nothing.
    pub(crate) fn advance(&self, epoch: u32, event: RevocationEvent, inputs: &Inputs) -> Advance {
        let mut revocation = self.clone();
        let effect = revocation.handle(epoch, event, inputs);
        let stage = |job: Option<&Job>| job.map(|job| job.stage.clone());
        let stands_elsewhere = stage(self.job()) != stage(revocation.job());
        let advanced = Advanced {
            revocation,
            effect,
            meanwhile: Meanwhile::Nothing,
        };
        if stands_elsewhere {
            Advance::AfterWrite(Unkept { epoch, advanced })
        } else {
            Advance::Now(advanced)
        }
    }
}

impl Unkept {
    /// Where it stands, to be kept.
    pub(crate) fn record(&self) -> &Revocation {
        &self.advanced.revocation
    }

    /// Takes what became of the record, and the revocation as it is `now`. What the browser does not keep is not sent unless the
    /// person knew that before; and of what they have given up while it was being kept, nothing is done.
    pub(crate) fn kept(self, kept: Kept, now: &Revocation) -> Advanced {
        let Self {
            epoch,
            mut advanced,
        } = self;
        if !now.is_of(epoch) {
            return Advanced {
                revocation: now.clone(),
                effect: None,
                meanwhile: Meanwhile::GivenUp,
            };
        }
        let sends = matches!(
            advanced.effect,
            Some((_, RevocationEffect::Call(Call::Send(..))))
        );
        if sends && kept == Kept::Not {
            advanced.revocation.withhold();
            advanced.effect = None;
            advanced.meanwhile = Meanwhile::Withheld;
        }
        advanced
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        actions::{
            ActionRequest, Asked, RevocationAction, Stage,
            test_support::{self, Harness},
        },
        graph::NoAnswer,
    };

    const KEPT: Kept = Kept::Yes { times_emptied: 0 };

    /// What an event makes of it that changes the stage, and how it is shown until that is kept.
    fn unkept(mut bench: Harness, event: RevocationEvent) -> (Unkept, Revocation) {
        let (epoch, _) = bench.due.take().unwrap();
        let inputs = bench.inputs();
        match bench.revocation.advance(epoch, event, &inputs) {
            Advance::AfterWrite(unkept) => (unkept, bench.revocation),
            Advance::Now(advanced) => panic!("{advanced:?}"),
        }
    }

    fn read(bench: &Harness) -> RevocationEvent {
        let Some((_, RevocationEffect::Call(call))) = &bench.due else {
            panic!("{:?}", bench.due);
        };
        let id = crate::guid::Guid::from_random([9; 16]);
        let request = call.request(&test_support::config(), id);
        call.clone()
            .event(&request, Ok(test_support::active()), bench.now)
    }

    /// Confirmed, and looked at once more: what is sent is decided.
    fn decided() -> (Unkept, Revocation) {
        let bench = Harness::asked().confirmed();
        let event = read(&bench);
        unkept(bench, event)
    }

    #[test]
    fn a_revocation_goes_out_once_its_record_is_kept_or_the_person_knew_that_it_is_not() {
        for kept in [KEPT, Kept::NotAsKnown] {
            let (unkept, now) = decided();
            let record = unkept.record().clone();
            assert!(matches!(record.job().unwrap().stage, Stage::Sending(_)));
            let advanced = unkept.kept(kept, &now);
            assert_eq!(advanced.revocation, record);
            assert_eq!(advanced.meanwhile, Meanwhile::Nothing);
            assert!(matches!(
                advanced.effect,
                Some((_, RevocationEffect::Call(Call::Send(..))))
            ));
        }
    }

    #[test]
    fn what_is_not_kept_is_not_sent_and_the_person_is_asked() {
        let (unkept, now) = decided();
        let advanced = unkept.kept(Kept::Not, &now);
        assert_eq!(advanced.meanwhile, Meanwhile::Withheld);
        assert_eq!(advanced.effect, None);
        let stage = advanced.revocation.job().map(|job| job.stage.clone());
        assert_eq!(stage, Some(Stage::Confirming(Asked::NotKept)));
        // Then they want it all the same; before it is sent, it is looked at again.
        let mut again = advanced.revocation;
        let effect = again.act(RevocationAction::Confirm);
        assert!(matches!(
            effect,
            Some((_, RevocationEffect::Call(Call::Read(..))))
        ));
    }

    #[test]
    fn what_only_reads_goes_on_without_a_disk() {
        let sent = Harness::sent();
        let (unkept, now) = unkept(sent, RevocationEvent::NotAnswered(NoAnswer::TimedOut));
        let advanced = unkept.kept(Kept::Not, &now);
        assert_eq!(advanced.meanwhile, Meanwhile::Nothing);
        assert!(matches!(
            advanced.effect,
            Some((_, RevocationEffect::Call(Call::Read(..))))
        ));
    }

    #[test]
    fn what_the_person_gives_up_while_it_is_being_kept_is_not_sent() {
        for kept in [KEPT, Kept::Not, Kept::NotAsKnown] {
            let (unkept, mut now) = decided();
            assert_eq!(now.act(RevocationAction::Cancel), None);
            let advanced = unkept.kept(kept, &now);
            assert_eq!(advanced.effect, None);
            assert_eq!(advanced.revocation, now);
            assert_eq!(advanced.meanwhile, Meanwhile::GivenUp);
            // Nor where they have begun another one.
            let (unkept, mut now) = decided();
            now.forget();
            let asked = now.act(RevocationAction::Request(ActionRequest::revoke(
                test_support::target(crate::profile::ProfileType::DeviceOwner),
            )));
            assert!(asked.is_some());
            let advanced = unkept.kept(kept, &now);
            assert_eq!((advanced.effect, advanced.revocation), (None, now));
        }
    }

    #[test]
    fn what_changes_nothing_waits_for_no_disk() {
        let mut sent = Harness::sent();
        let (epoch, _) = sent.due.take().unwrap();
        let inputs = sent.inputs();
        for (epoch, event) in [
            (epoch + 1, RevocationEvent::NotAnswered(NoAnswer::TimedOut)),
            (epoch, RevocationEvent::Woke),
        ] {
            let Advance::Now(advanced) = sent.revocation.advance(epoch, event, &inputs) else {
                panic!("nothing has changed");
            };
            assert_eq!(
                (advanced.revocation, advanced.effect),
                (sent.revocation.clone(), None)
            );
        }
    }

    #[test]
    fn busy_is_all_that_is_not_over_and_under_way_is_what_goes_on_without_the_person() {
        let of = |bench: &Harness| {
            let revocation = &bench.revocation;
            (
                revocation.is_busy(),
                revocation.is_under_way(),
                revocation.is_read_back(),
            )
        };
        let accepted = Harness::sent().graph(test_support::answer_204());
        let over = accepted.clone().graph(test_support::revoked());
        assert_eq!(of(&Harness::new()), (false, false, false));
        assert_eq!(of(&Harness::requested()), (true, false, false));
        assert_eq!(of(&Harness::asked()), (true, false, false));
        assert_eq!(of(&Harness::asked().confirmed()), (true, true, false));
        assert_eq!(of(&Harness::sent()), (true, true, false));
        assert_eq!(of(&accepted), (true, true, true));
        let unanswered = Harness::sent().lost(NoAnswer::TimedOut);
        assert_eq!(of(&unanswered), (true, true, true));
        assert_eq!(of(&over), (false, false, false));
    }
}
