import { account, arnOf, ci, type IamRequests } from './iam-requests.ts'
import type { Needed } from './rights.ts'

const InstanceProfileName = 'hosts'
const RoleName = 'ci'
const Tags = [{ Key: 'Team', Value: 'red' }]
const tagged = { 'aws:requesttag/team': ['red'], 'aws:tagkeys': ['Team'] }
const hosts = { id: 'an id', account, path: '/dev/', name: 'Hosts' }
const hostsArn = arnOf('instance-profile/dev/Hosts')

const needed = (action: string, context?: Needed['context']): Needed => ({
  action: `iam:${action}`,
  resource: hostsArn,
  shownAs: 'instance profile hosts',
  ...(context === undefined ? {} : { context }),
})

const onHosts = (action: string, context?: Needed['context']) => ({ found: hosts, needed: [needed(action, context)] })

/** Requests about instance profiles, as `iamRequests`. */
export const iamInstanceProfileRequests: IamRequests = {
  CreateInstanceProfile: {
    input: { InstanceProfileName, Path: '/dev/', Tags },
    needed: ['iam:CreateInstanceProfile', 'iam:TagInstanceProfile'].map((action) => ({
      action,
      resource: arnOf('instance-profile/dev/hosts'),
      context: tagged,
    })),
  },
  GetInstanceProfile: { input: { InstanceProfileName }, ...onHosts('GetInstanceProfile') },
  ListInstanceProfiles: {
    input: { PathPrefix: '/dev' },
    needed: [{ action: 'iam:ListInstanceProfiles', resource: arnOf('instance-profile/dev') }],
  },
  AddRoleToInstanceProfile: {
    input: { InstanceProfileName, RoleName },
    found: { profile: hosts, role: ci.found },
    needed: [
      needed('AddRoleToInstanceProfile'),
      {
        action: 'iam:PassRole',
        resource: arnOf('role/dev/CI'),
        shownAs: 'role ci',
        context: { 'iam:passedtoservice': ['ec2.amazonaws.com'] },
      },
    ],
  },
  RemoveRoleFromInstanceProfile: {
    input: { InstanceProfileName, RoleName },
    ...onHosts('RemoveRoleFromInstanceProfile'),
  },
  DeleteInstanceProfile: { input: { InstanceProfileName }, ...onHosts('DeleteInstanceProfile') },
  TagInstanceProfile: { input: { InstanceProfileName, Tags }, ...onHosts('TagInstanceProfile', tagged) },
  UntagInstanceProfile: {
    input: { InstanceProfileName, TagKeys: ['Team'] },
    ...onHosts('UntagInstanceProfile', { 'aws:tagkeys': ['Team'] }),
  },
  ListInstanceProfileTags: { input: { InstanceProfileName }, ...onHosts('ListInstanceProfileTags') },
}
