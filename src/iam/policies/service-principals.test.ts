import { expect, test } from 'vitest'
import { isServicePrincipal } from './service-principals.ts'

test.each([
  'ecs-tasks.amazonaws.com',
  'monitoring.rds.amazonaws.com',
  'export.rds.amazonaws.com',
  'codecatalyst-runner.amazonaws.com',
  'codecatalyst.amazonaws.com',
  'backup-gateway.amazonaws.com',
  'replication.ecr.amazonaws.com',
  'member.org.stacksets.cloudformation.amazonaws.com',
  'alexa-appkit.amazon.com',
  'logs.eu-west-1.amazonaws.com',
  'states.us-gov-west-1.amazonaws.com',
  's3.data-source.lustre.fsx.us-east-1.amazonaws.com',
  'ec2.amazonaws.com.cn',
  'states.cn-north-1.amazonaws.com.cn',
  'vpc-flow-logs.amazonaws.com',
  'builds.example.org',
  'runner.amazonaws.com',
])('%s is a service principal', (name) => {
  expect(isServicePrincipal(name, ['builds.example.org', 'runner.amazonaws.com'])).toBe(true)
})

test.each([
  'foo.example.com',
  'amazonaws.com',
  'tagging.amazonaws.com',
  'ec2.amazonaws.org',
  'ec2.amazonaws.com.example.org',
  'ec2.nowhere.amazonaws.com',
  'nothing.eu-west-1.amazonaws.com',
  'rds.monitoring.amazonaws.com',
  'ec2.eu-west-1.eu-west-1.amazonaws.com',
  'alexa-appkit.eu-west-1.amazon.com',
  'builds.example.org',
  'xec2.amazonaws.com',
  'constructor',
])('%s is not a service principal', (name) => {
  expect(isServicePrincipal(name, [])).toBe(false)
})
