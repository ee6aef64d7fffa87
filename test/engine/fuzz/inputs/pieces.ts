/** What is put into drawings: characters, words and snippets that parsers and engines stumble over. */

export const CHARACTERS = [
  '<',
  '>',
  '"',
  '&',
  "'",
  '=',
  '/',
  '\0',
  '\u0007',
  '\ufeff',
  '\u202e',
  '\ud800',
  '\udfff',
  '甲',
  '😀',
  ' ',
  '\n',
  ']]>',
];

export const TYPES = [
  ...['task', 'manualTask', 'userTask', 'serviceTask', 'sendTask', 'receiveTask', 'scriptTask', 'businessRuleTask'],
  ...['exclusiveGateway', 'parallelGateway', 'inclusiveGateway', 'complexGateway', 'eventBasedGateway', 'gateway'],
  ...['startEvent', 'endEvent', 'intermediateCatchEvent', 'intermediateThrowEvent', 'boundaryEvent', 'event'],
  ...['subProcess', 'transaction', 'adHocSubProcess', 'callActivity', 'sequenceFlow', 'process', 'dataObject', 'lane'],
  ...['messageEventDefinition', 'timerEventDefinition', 'signalEventDefinition', 'conditionalEventDefinition'],
  ...['errorEventDefinition', 'escalationEventDefinition', 'compensateEventDefinition', 'cancelEventDefinition'],
  ...['linkEventDefinition', 'terminateEventDefinition', 'globalTask', 'collaboration', 'choreography', 'nothing'],
];

export const ATTRIBUTES = [
  ...['id', 'name', 'default', 'sourceRef', 'targetRef', 'attachedToRef', 'cancelActivity', 'isInterrupting'],
  ...['isExecutable', 'instantiate', 'messageRef', 'signalRef', 'errorRef', 'escalationRef', 'activityRef'],
  ...['parallelMultiple', 'triggeredByEvent', 'isForCompensation', 'startQuantity', 'completionQuantity', 'ordering'],
  ...['eventGatewayType', 'gatewayDirection', 'waitForCompletion', 'isSequential', 'behavior', 'xmlns', 'onclick'],
];

export const VALUES = [
  ...['', ' ', 'true', 'false', '0', '-1', '1e9', '99999999999999999999', 'NaN', 'p', 'start', 'end', 'x y', '1x'],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '@', 'a.b', 'a~on', '#x', '../x'],
  ...['P1D', 'R/PT0S', 'R99999999/PT1S', 'PT1E9S', 'P9999999999Y', '2026-02-30', 'R-1/P1D', '=', '= ', '=null'],
  ...['=1..', '=for i in 1..1000000 return i', '=x[', '=a.b.c', '="x" + 1', '=[1,2][3]', '={a: 1}', '=__proto__'],
  ...['=constructor', '=now()', '=duration("P1D")', '=string length(s)', '=x = x', '=not(', '=[[[[[[1]]]]]]', '=1/0'],
  ...['=matches(x, "(a+)+$")', '=date("x")', '=function(a) a', '=if x then 1', '=count(', 'javascript:alert(1)'],
  ...['&lt;b&gt;', '&#0;', '&#xD800;', '&amp;amp;', '&nothing;', '日'.repeat(300), 'x'.repeat(70_000)],
];

export const SNIPPETS = [
  '<!DOCTYPE definitions [<!ENTITY a "b">]>',
  '<!ENTITY a SYSTEM "file:///etc/passwd">',
  '<?xml version="1.0" encoding="UTF-16"?>',
  '<?php echo 1 ?>',
  '<!-- -- -->',
  '<![CDATA[ ]]>',
  '<bpmn:standardLoopCharacteristics loopMaximum="999999999" />',
  '<bpmn:standardLoopCharacteristics testBefore="true"><bpmn:loopCondition>=true</bpmn:loopCondition></bpmn:standardLoopCharacteristics>',
  '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>=600</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>',
  '<bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:loopCardinality>=-1</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>',
  '<bpmn:timerEventDefinition><bpmn:timeCycle>R/PT1S</bpmn:timeCycle></bpmn:timerEventDefinition>',
  '<bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>',
  '<bpmn:conditionalEventDefinition><bpmn:condition>=true</bpmn:condition></bpmn:conditionalEventDefinition>',
  '<bpmn:errorEventDefinition />',
  '<bpmn:terminateEventDefinition />',
  '<bpmn:compensateEventDefinition />',
  '<bpmn:cancelEventDefinition />',
  '<bpmn:linkEventDefinition name="l" />',
  '<bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="=x" /></bpmn:extensionElements>',
  '<bpmn:extensionElements><zeebe:taskDefinition type="work" retries="=x" /></bpmn:extensionElements>',
  '<bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=a" target="a" /><zeebe:output source="=1" target="__proto__" /></zeebe:ioMapping></bpmn:extensionElements>',
  '<bpmn:conditionExpression>=x > 1</bpmn:conditionExpression>',
  '<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression" language="javascript">alert(1)</bpmn:conditionExpression>',
  '<bpmn:activationCondition>=true</bpmn:activationCondition>',
  '<bpmn:completionCondition>=true</bpmn:completionCondition>',
  '<bpmn:script>process.exit()</bpmn:script>',
  '<bpmn:incoming>nowhere</bpmn:incoming>',
  '<bpmn:process id="other" isExecutable="true"><bpmn:task id="only" /></bpmn:process>',
  '<bpmn:globalUserTask id="global" />',
  '<bpmn:laneSet id="set"><bpmn:lane id="lane"><bpmn:flowNodeRef>start</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>',
  '<vendor:thing xmlns:vendor="http://vendor.example" a="1" />',
  '<script>alert(1)</script>',
];

export const NAMESPACES = [
  'http://www.omg.org/spec/BPMN/20100524/MODEL',
  'http://www.omg.org/spec/BPMN/20100524/DI',
  'http://camunda.org/schema/zeebe/1.0',
  'http://onedoor.local/schema/bpmn/1.0',
  'http://www.w3.org/2001/XMLSchema-instance',
  'http://bpmn.io/schema/bpmn/biocolor/1.0',
  'urn:nothing',
  '',
];
