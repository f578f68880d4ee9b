import { describe, expect } from 'vitest'
import { iamOperations } from '../../src/iam/operations.ts'
import { hasPythonClients, test } from '../support/boto3.ts'
import { ACCOUNT } from '../support/ecrd.ts'
import { unansweredOperations } from '../support/logged-requests.ts'

const prelude = `
iam = boto3.client("iam")

def allowing(action="ecr:*", **members):
    statement = {"Effect": "Allow", "Action": action, **({"Resource": "*"} if not members else members)}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})

trust = allowing("sts:AssumeRole", Principal={"AWS": "${ACCOUNT}"})
READ_ONLY = "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly"
`

describe.skipIf(!hasPythonClients)('IAM with boto3', { timeout: 60_000 }, () => {
  test('manages users, their keys and groups', async ({ python }) => {
    const told = await python(`${prelude}
user = {"UserName": "ada"}
made = iam.create_user(**user, Path="/dev/", Tags=[{"Key": "Team", "Value": "red"}])["User"]
iam.tag_user(**user, Tags=[{"Key": "Team", "Value": "blue"}])
tags = iam.list_user_tags(**user)["Tags"]
iam.untag_user(**user, TagKeys=["Team"])
iam.update_user(**user, NewUserName="eva")
user = {"UserName": "eva"}
group = {"GroupName": "developers"}
iam.create_group(**group)
iam.add_user_to_group(**group, **user)
iam.update_group(**group, NewGroupName="engineers")
group = {"GroupName": "engineers"}
members = [each["UserName"] for each in iam.get_group(**group)["Users"]]
groups = [each["GroupName"] for each in iam.list_groups_for_user(**user)["Groups"] + iam.list_groups()["Groups"]]
key = iam.create_access_key(**user)["AccessKey"]
named = {**user, "AccessKeyId": key["AccessKeyId"]}
iam.update_access_key(**named, Status="Inactive")
keys = [each["Status"] for each in iam.list_access_keys(**user)["AccessKeyMetadata"]]
used = iam.get_access_key_last_used(AccessKeyId=key["AccessKeyId"])["UserName"]
try:
    iam.delete_user(**user)
except iam.exceptions.DeleteConflictException as error:
    refused = error.response["Error"]["Code"]
iam.delete_access_key(**named)
iam.remove_user_from_group(**group, **user)
known = iam.get_user(**user)["User"]["UserId"] == made["UserId"]
listed = [each["UserName"] for page in iam.get_paginator("list_users").paginate() for each in page["Users"]]
iam.delete_user(**user)
iam.delete_group(**group)
tell([made["Arn"], made["CreateDate"], tags, members, groups, keys, used, refused, known, listed])`)
    expect(told).toEqual([
      `arn:aws:iam::${ACCOUNT}:user/dev/ada`,
      'datetime',
      [{ Key: 'Team', Value: 'blue' }],
      ['eva'],
      ['engineers', 'engineers'],
      ['Inactive'],
      'eva',
      'DeleteConflict',
      true,
      ['eva'],
    ])
  })

  test('manages roles and service-linked roles', async ({ python }) => {
    const told = await python(`${prelude}
role = {"RoleName": "ci"}
made = iam.create_role(**role, AssumeRolePolicyDocument=trust)["Role"]
iam.update_role(**role, MaxSessionDuration=7200)
iam.update_role_description(**role, Description="builds")
iam.update_assume_role_policy(**role, PolicyDocument=trust)
iam.tag_role(**role, Tags=[{"Key": "a", "Value": "b"}])
tags = iam.list_role_tags(**role)["Tags"]
iam.untag_role(**role, TagKeys=["a"])
profiles = iam.list_instance_profiles_for_role(**role)["InstanceProfiles"]
known = iam.get_role(**role)["Role"]
listed = [each["RoleName"] for each in iam.list_roles()["Roles"]]
iam.delete_role(**role)
linked = iam.create_service_linked_role(AWSServiceName="replication.ecr.amazonaws.com")["Role"]["RoleName"]
task = iam.delete_service_linked_role(RoleName=linked)["DeletionTaskId"]
status = iam.get_service_linked_role_deletion_status(DeletionTaskId=task)["Status"]
tell([made["Arn"], tags, profiles, known["Description"], known["MaxSessionDuration"], known["AssumeRolePolicyDocument"],
    listed, linked, status])`)
    expect(told).toEqual([
      `arn:aws:iam::${ACCOUNT}:role/ci`,
      [{ Key: 'a', Value: 'b' }],
      [],
      'builds',
      7200,
      {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }],
      },
      ['ci'],
      'AWSServiceRoleForECRReplication',
      'SUCCEEDED',
    ])
  })

  test('manages managed policies and their versions', async ({ python }) => {
    const told = await python(`${prelude}
policy = {"PolicyArn": iam.create_policy(PolicyName="all", PolicyDocument=allowing())["Policy"]["Arn"]}
iam.create_policy_version(**policy, PolicyDocument=allowing("ecr:Get*"))
iam.set_default_policy_version(**policy, VersionId="v2")
document = iam.get_policy_version(**policy, VersionId="v2")["PolicyVersion"]["Document"]
iam.delete_policy_version(**policy, VersionId="v1")
versions = [each["VersionId"] for each in iam.list_policy_versions(**policy)["Versions"]]
iam.tag_policy(**policy, Tags=[{"Key": "a", "Value": "b"}])
tags = iam.list_policy_tags(**policy)["Tags"]
iam.untag_policy(**policy, TagKeys=["a"])
default = iam.get_policy(**policy)["Policy"]["DefaultVersionId"]
pages = iam.get_paginator("list_policies").paginate(Scope="Local", PaginationConfig={"PageSize": 1})
listed = [each["PolicyName"] for page in pages for each in page["Policies"]]
iam.delete_policy(**policy)
tell([document["Statement"][0]["Action"], versions, tags, default, listed])`)
    expect(told).toEqual(['ecr:Get*', ['v2'], [{ Key: 'a', Value: 'b' }], 'v2', ['all']])
  })

  test('manages inline policies, attached policies and boundaries of users, groups and roles', async ({ python }) => {
    const told = await python(`${prelude}
iam.create_user(UserName="bob")
iam.create_group(GroupName="readers")
iam.create_role(RoleName="reader", AssumeRolePolicyDocument=trust)
holders = {"user": {"UserName": "bob"}, "group": {"GroupName": "readers"}, "role": {"RoleName": "reader"}}
inline = {"PolicyName": "own"}
seen = []
for kind, holder in holders.items():
    plural = {"user": "users", "group": "groups", "role": "roles"}[kind]
    ask = lambda name, **more: getattr(iam, name.format(kind=kind))(**holder, **more)
    ask("attach_{kind}_policy", PolicyArn=READ_ONLY)
    ask("put_{kind}_policy", **inline, PolicyDocument=allowing())
    attached = ask("list_attached_{kind}_policies")["AttachedPolicies"]
    names = ask("list_{kind}_policies")["PolicyNames"]
    document = ask("get_{kind}_policy", **inline)["PolicyDocument"]
    seen.append([len(attached), names, document["Statement"][0]["Action"]])
entities = iam.list_entities_for_policy(PolicyArn=READ_ONLY)
for kind in ("user", "role"):
    getattr(iam, f"put_{kind}_permissions_boundary")(**holders[kind], PermissionsBoundary=READ_ONLY)
details = iam.get_account_authorization_details(Filter=["User"])["UserDetailList"]
for kind in ("user", "role"):
    getattr(iam, f"delete_{kind}_permissions_boundary")(**holders[kind])
for kind, holder in holders.items():
    getattr(iam, f"detach_{kind}_policy")(**holder, PolicyArn=READ_ONLY)
    getattr(iam, f"delete_{kind}_policy")(**holder, **inline)
    getattr(iam, f"delete_{kind}")(**holder)
tell([seen, [len(entities[kind]) for kind in ("PolicyUsers", "PolicyGroups", "PolicyRoles")],
    [each["PermissionsBoundary"]["PermissionsBoundaryArn"] for each in details]])`)
    expect(told).toEqual([
      [
        [1, ['own'], 'ecr:*'],
        [1, ['own'], 'ecr:*'],
        [1, ['own'], 'ecr:*'],
      ],
      [1, 1, 1],
      ['arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly'],
    ])
  })

  test('simulates policies, and manages the alias of the account', async ({ python }) => {
    const told = await python(`${prelude}
source = iam.create_user(UserName="dora")["User"]["Arn"]
asked = {"ActionNames": ["ecr:PutImage"], "PolicyInputList": [allowing()]}
decisions = [answer["EvaluationResults"][0]["EvalDecision"] for answer in (
    iam.simulate_principal_policy(PolicySourceArn=source, ActionNames=["ecr:PutImage"]),
    iam.simulate_principal_policy(PolicySourceArn=source, **asked),
    iam.simulate_custom_policy(**asked))]
limited = [allowing(Resource="*", Condition={"Bool": {"aws:SecureTransport": "true"}})]
keys = [iam.get_context_keys_for_custom_policy(PolicyInputList=limited)["ContextKeyNames"],
    iam.get_context_keys_for_principal_policy(PolicySourceArn=source)["ContextKeyNames"]]
iam.delete_user(UserName="dora")
iam.create_account_alias(AccountAlias="my-company")
aliases = iam.list_account_aliases()["AccountAliases"]
iam.delete_account_alias(AccountAlias="my-company")
tell([decisions, keys, aliases, iam.get_account_summary()["SummaryMap"]["AccessKeysPerUserQuota"]])`)
    expect(told).toEqual([['implicitDeny', 'allowed', 'allowed'], [['aws:SecureTransport'], []], ['my-company'], 2])
  })

  test('manages instance profiles, and finds no passwords, devices or certificates', async ({ python }) => {
    const told = await python(`${prelude}
named = {"InstanceProfileName": "hosts"}
arn = iam.create_instance_profile(**named, Path="/dev/", Tags=[{"Key": "Team", "Value": "red"}])["InstanceProfile"]["Arn"]
iam.tag_instance_profile(**named, Tags=[{"Key": "Stage", "Value": "test"}])
iam.untag_instance_profile(**named, TagKeys=["Team"])
tags = iam.list_instance_profile_tags(**named)["Tags"]
iam.create_role(RoleName="node", AssumeRolePolicyDocument=trust)
iam.add_role_to_instance_profile(**named, RoleName="node")
roles = [role["RoleName"] for role in iam.get_instance_profile(**named)["InstanceProfile"]["Roles"]]
listed = [each["InstanceProfileName"] for each in iam.list_instance_profiles()["InstanceProfiles"]
    + iam.list_instance_profiles_for_role(RoleName="node")["InstanceProfiles"]]
iam.remove_role_from_instance_profile(**named, RoleName="node")
iam.delete_instance_profile(**named)
iam.delete_role(RoleName="node")
iam.create_user(UserName="eve")
user = {"UserName": "eve"}
empty = [iam.list_ssh_public_keys(**user)["SSHPublicKeys"], iam.list_signing_certificates(**user)["Certificates"],
    iam.list_service_specific_credentials(**user)["ServiceSpecificCredentials"], iam.list_mfa_devices(**user)["MFADevices"],
    iam.list_virtual_mfa_devices()["VirtualMFADevices"], iam.list_open_id_connect_providers()["OpenIDConnectProviderList"],
    iam.list_saml_providers()["SAMLProviderList"], iam.list_server_certificates()["ServerCertificateMetadataList"]]
missing = []
for ask in (lambda: iam.get_login_profile(**user), lambda: iam.delete_login_profile(**user), iam.get_account_password_policy):
    try:
        ask()
    except iam.exceptions.NoSuchEntityException as error:
        missing.append(error.response["Error"]["Message"])
iam.delete_user(**user)
tell([arn, tags, roles, listed, empty, missing])`)
    expect(told).toEqual([
      `arn:aws:iam::${ACCOUNT}:instance-profile/dev/hosts`,
      [{ Key: 'Stage', Value: 'test' }],
      ['node'],
      ['hosts', 'hosts'],
      [[], [], [], [], [], [], [], []],
      [
        'Login Profile for User eve cannot be found.',
        'Login Profile for User eve cannot be found.',
        `The Password Policy with domain name ${ACCOUNT} cannot be found.`,
      ],
    ])
  })

  /** Looks at what the tests above have asked the server. */
  test('calls every operation of IAM that ecrd implements', async ({ server }) => {
    await expect.poll(() => unansweredOperations(server, [iamOperations])).toEqual([])
  })
})
