import type { Messages, Message } from './catalogue.ts';

/** What is said of a metric that lies outside its band, by `feedbackKey`. */
export const englishMessages: Messages = {
  'feedback.kneeAtDip.high': {
    text: 'Your legs stay rather straight: your knee closes to about {value}. The typical range of proficient shooters is {lo} to {hi} (180° is a straight leg).',
    tip: 'Sink a little deeper before you go up, and let your legs start the ball.',
    drill:
      'Chair touches: stand in front of a chair, dip until you just brush it, and shoot from close range. 3 sets of 8.',
  },
  'feedback.kneeAtDip.low': {
    text: 'You sink very deep: your knee closes to about {value}. The typical range of proficient shooters is {lo} to {hi} (180° is a straight leg).',
    tip: 'Try a shorter, quicker dip. You keep the power and save time.',
    drill: 'Quick dips: from close range, dip and rise in one smooth bounce without stopping below. 3 sets of 8.',
  },
  'feedback.hipAtDip.high': {
    text: 'Your hips stay rather straight as you dip, at about {value}. The typical range of proficient shooters is {lo} to {hi}.',
    tip: 'Push your hips back a little as your knees bend, with your chest up.',
    drill:
      'Wall sits back: stand a foot from a wall, touch it with your hips, and rise into a shot without a ball. 3 sets of 8.',
  },
  'feedback.hipAtDip.low': {
    text: 'You fold forward quite a lot as you dip: your hips close to about {value}. The typical range of proficient shooters is {lo} to {hi}.',
    tip: 'Keep your chest up and let your knees do more of the bending.',
    drill:
      'Tall dips: look at the rim and keep the writing on your shirt in view of it through the whole dip. 3 sets of 8.',
  },
  'feedback.elbowAtSet.high': {
    text: 'Your elbow is rather open at the set point, at about {value}. The typical range of proficient shooters is {lo} to {hi}.',
    tip: 'Let the ball come closer to your forehead before you push up.',
    drill: 'One-hand form shots from two big steps away: fold the arm, pause, and shoot. 3 sets of 10.',
  },
  'feedback.elbowAtSet.low': {
    text: 'Your elbow is folded tightly at the set point, at about {value}. The typical range of proficient shooters is {lo} to {hi}.',
    tip: 'Set the ball a little higher and further in front, so that your arm has room to push.',
    drill: 'High sets: hold the ball where you can see the rim under it, then shoot from close range. 3 sets of 10.',
  },
  'feedback.forearmAtSet.high': {
    text: 'Your forearm leans towards the rim at the set point: {value} from upright. The typical range of proficient shooters is {lo} to {hi}.',
    tip: 'Bring your elbow under the ball before you push.',
    drill: 'Tray hold: balance the ball on your open hand above your elbow for two seconds, then shoot. 3 sets of 8.',
  },
  'feedback.forearmAtSet.low': {
    text: 'Your forearm leans back at the set point: {value} from upright (+ is towards the rim). The typical range of proficient shooters is {lo} to {hi}.',
    tip: 'Keep the ball in front of your head, above your elbow.',
    drill: 'Wall behind: stand with your back near a wall and set the ball without touching it. 3 sets of 8.',
  },
  'feedback.shoulderAtSet.high': {
    text: 'Your upper arm is already high at the set point, at about {value}. The typical range of proficient shooters is {lo} to {hi}.',
    tip: 'Start the push a little lower, with your elbow about as high as your shoulder.',
    drill: 'Freeze and check: stop at your set point, look at your elbow, then shoot. 3 sets of 8.',
  },
  'feedback.shoulderAtSet.low': {
    text: 'Your upper arm is still low at the set point, at about {value}. The typical range of proficient shooters is {lo} to {hi}.',
    tip: 'Lift your elbow a little more before you push.',
    drill: 'Elbow up: from close range, bring the elbow level with your shoulder, pause, and shoot. 3 sets of 8.',
  },
  'feedback.trunkLeanAtSet.high': {
    text: 'You lean forward at the set point: {value} from upright. The typical range of proficient shooters is {lo} to {hi}.',
    tip: 'Keep your chest over your hips as the ball goes up.',
    drill: 'Straight line: shoot without a jump and finish tall on your toes. 3 sets of 8.',
  },
  'feedback.trunkLeanAtSet.low': {
    text: 'You lean back at the set point: {value} from upright (+ is forward). The typical range of proficient shooters is {lo} to {hi}.',
    tip: 'Keep your weight over the balls of your feet.',
    drill: 'Toe line: stand with your toes on a line, and land with them on or past it. 3 sets of 8.',
  },
  'feedback.lateralLeanAtRelease.high': {
    text: 'You lean towards your shooting side at the release: {value} from upright. The typical range of proficient shooters is {lo} to {hi}.',
    tip: 'Stay tall in the middle, with your weight on both feet.',
    drill: 'Balanced finish: hold your finish on both feet until the ball lands. 3 sets of 8.',
  },
  'feedback.lateralLeanAtRelease.low': {
    text: 'You lean away from your shooting side at the release: {value} from upright (+ is towards it). The typical range of proficient shooters is {lo} to {hi}.',
    tip: 'Stay tall in the middle, with your weight on both feet.',
    drill: 'Balanced finish: hold your finish on both feet until the ball lands. 3 sets of 8.',
  },
  'feedback.elbowFlareAtSet.high': {
    text: 'Your elbow stands out more than it usually does at the set point: {value}, and your own range is {lo} to {hi}.',
    tip: 'Feel your elbow under the ball before you push.',
    drill: 'One-hand form shots facing a mirror or a phone: check your elbow before each. 3 sets of 10.',
  },
  'feedback.elbowFlareAtSet.low': {
    text: 'Your elbow is tucked in more than it usually is at the set point: {value}, and your own range is {lo} to {hi}.',
    tip: 'Let your arm hang where it is comfortable, and keep it the same every time.',
    drill: 'Ten the same: shoot ten from close range and set your elbow the same way each time. 3 sets.',
  },
  'feedback.elbowFlareAtRelease.high': {
    text: 'Your elbow stands out more than it usually does at the release: {value}, and your own range is {lo} to {hi}.',
    tip: 'Push straight up through the ball.',
    drill: 'Line shots: shoot the ball along a line on a wall, one-handed. 3 sets of 10.',
  },
  'feedback.elbowFlareAtRelease.low': {
    text: 'Your elbow is tucked in more than it usually is at the release: {value}, and your own range is {lo} to {hi}.',
    tip: 'Push along your own line, the same every time.',
    drill: 'Line shots: shoot the ball along a line on a wall, one-handed. 3 sets of 10.',
  },
  'feedback.elbowAtRelease.low': {
    text: 'The ball leaves while your elbow is still quite bent, at about {value}. The typical range of proficient shooters is {lo} to {hi}.',
    tip: 'Let the ball roll off your fingers a moment later, as your arm opens.',
    drill: 'Reach the rim: shoot from close range and finish with your fingers pointing into the basket. 3 sets of 10.',
  },
  'feedback.maxElbowExtension.low': {
    text: 'Your arm does not open all the way: {value} at its straightest. The typical range of proficient shooters is {lo} to {hi}.',
    tip: 'Finish long: reach up and over the rim with your shooting hand.',
    drill: 'Reach the rim: shoot from close range and finish with your fingers pointing into the basket. 3 sets of 10.',
  },
  'feedback.shoulderAtRelease.high': {
    text: 'Your arm goes very high at the release, at about {value}. The typical range of proficient shooters is {lo} to {hi}.',
    tip: 'Push up and out towards the rim, not only up.',
    drill: 'Arc shots: aim to drop the ball softly into the basket from three steps away. 3 sets of 8.',
  },
  'feedback.shoulderAtRelease.low': {
    text: 'Your upper arm stays rather low at the release, at about {value}. The typical range of proficient shooters is {lo} to {hi}.',
    tip: 'Finish with your elbow about as high as your eyes.',
    drill: 'Elbow to eye: hold your finish and check your elbow before you lower your arm. 3 sets of 8.',
  },
  'feedback.trunkLeanAtRelease.high': {
    text: 'You lean forward at the release: {value} from upright. The typical range of proficient shooters is {lo} to {hi}.',
    tip: 'Go up tall, and land where you took off.',
    drill: 'Spot landings: put down a mark, jump from it and land on it. 3 sets of 8.',
  },
  'feedback.trunkLeanAtRelease.low': {
    text: 'You lean back at the release: {value} from upright (+ is forward). The typical range of proficient shooters is {lo} to {hi}.',
    tip: 'Keep your chest over your feet as you let the ball go.',
    drill: 'Spot landings: put down a mark, jump from it and land on it. 3 sets of 8.',
  },
  'feedback.releaseBeforeApex.high': {
    text: 'You let the ball go early in your jump, {value} before the top. The typical range of proficient shooters is {lo} to {hi}.',
    tip: 'Wait a blink, and let the ball go as you reach the top.',
    drill: 'Top of the jump: from close range, say "now" at the top and let the ball go with the word. 3 sets of 8.',
  },
  'feedback.releaseBeforeApex.low': {
    text: 'You let the ball go on the way down ({value} against the top of the jump). The typical range of proficient shooters is {lo} to {hi}.',
    tip: 'Start your push a little sooner, so that your legs still help.',
    drill: 'Top of the jump: from close range, say "now" at the top and let the ball go with the word. 3 sets of 8.',
  },
  'feedback.followThroughHold.low': {
    text: 'Your shooting hand comes down after {value}. Proficient shooters typically hold it for {lo} or longer.',
    tip: 'Keep your hand up until the ball reaches the rim.',
    drill: 'Hold and count: hold your finish and count to two aloud after each shot. 3 sets of 10.',
  },
  'feedback.stanceWidth.high': {
    text: 'Your feet are wide apart: {value} times your shoulders. The typical range is {lo} to {hi}.',
    tip: 'Bring your feet in to about the width of your shoulders.',
    drill: 'Step in: step into your stance, look down and check, then shoot. 3 sets of 8.',
  },
  'feedback.stanceWidth.low': {
    text: 'Your feet are close together: {value} times your shoulders. The typical range is {lo} to {hi}.',
    tip: 'Set your feet about as wide as your shoulders.',
    drill: 'Step in: step into your stance, look down and check, then shoot. 3 sets of 8.',
  },
  'feedback.drift.high': {
    text: 'You move sideways or forward during the shot: {value} shoulder widths. The typical range is up to {hi}.',
    tip: 'Go straight up and come down where you started.',
    drill: 'Spot landings: put down a mark, jump from it and land on it. 3 sets of 8.',
  },
  'feedback.headStability.high': {
    text: 'Your head moves quite a lot as you shoot: {value} shoulder widths. The typical range is up to {hi}.',
    tip: 'Pick one spot on the rim and keep your head quiet until the ball is gone.',
    drill: 'Quiet eyes: look at the same spot of the rim for a full second before each shot. 3 sets of 8.',
  },
  'feedback.shoulderLag.high': lateAs('Your arm lifts'),
  'feedback.shoulderLag.low': earlyAs('Your arm lifts'),
  'feedback.hipLag.high': lateAs('Your hips open'),
  'feedback.hipLag.low': earlyAs('Your hips open'),
  'feedback.kneeLag.high': lateAs('Your knees open'),
  'feedback.kneeLag.low': earlyAs('Your knees open'),
  'feedback.elbowLag.high': lateAs('Your elbow opens'),
  'feedback.elbowLag.low': earlyAs('Your elbow opens'),
};

function lateAs(what: string): Message {
  return {
    text: `${what} later than usual: {value} from the release, and your own range is {lo} to {hi}.`,
    tip: 'Look for your usual rhythm: legs and arm in one smooth motion.',
    drill: 'Rhythm shots: say "down, up" aloud and let the ball go on "up". 3 sets of 8.',
  };
}

function earlyAs(what: string): Message {
  return {
    text: `${what} sooner than usual: {value} from the release, and your own range is {lo} to {hi}.`,
    tip: 'Look for your usual rhythm: legs and arm in one smooth motion.',
    drill: 'Rhythm shots: say "down, up" aloud and let the ball go on "up". 3 sets of 8.',
  };
}
