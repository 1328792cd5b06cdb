import type { Weights } from './weights.ts'

/**
 * What each sign of how somebody stands is worth: what they do by their words and what is said of them (`sign …`, by how
 * strongly it was seen), their parts (`role …`), how many kinds of hard and of soft signs there were. The sum and one of the
 * two steps is above zero where they are rather not against us, or for us. Learned by `npm run fit:stance`
 * (tests/eval/fit-stance.ts) from the accounts of fixtures/ and tests/accounts/: not to be changed by hand.
 */
export const STANCE_WEIGHTS: Weights = {
  'not negative': 2.34,
  positive: -2.26,
  hard: -0.85,
  left: 1.25,
  'role blocker': -0.5,
  'role champion': 1.01,
  'role decision_maker': 0.45,
  'role economic_buyer': 0.02,
  'role influencer': 0.44,
  'role legal': 0.1,
  'role procurement': -0.19,
  'role skeptic': 0.41,
  'role technical_evaluator': 0.3,
  'role user': 0.41,
  'sign against': -1.08,
  'sign aggrieved': -0.66,
  'sign backs': 0.17,
  'sign blames': -0.52,
  'sign champions': 0.39,
  'sign claims': -0.53,
  'sign compares': -0.41,
  'sign confides': 0.66,
  'sign doubts': -0.2,
  'sign for': 1.11,
  'sign helps': 0.39,
  'sign limits': -0.3,
  'sign names': -0.19,
  'sign objects': -0.56,
  'sign pleased': -0.15,
  'sign refuses': 0.04,
  'sign stops': 0.24,
  'sign threatens': -0.69,
  'sign vouches': 0.49,
  'sign warm': 0.53,
  'sign weary': -0.2,
  soft: 0.85,
}
